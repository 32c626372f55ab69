"""Marker of the tests that open the page in a browser."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: opens the page in a headless Chromium; skipped where there is none")
