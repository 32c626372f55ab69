"""Fixtures that more than one topic uses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from support import Workspace


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Workspace]:
    """Makes a workspace with an empty landing folder."""

    def make(name: str) -> Workspace:
        root = Path(tmp_path_factory.mktemp(name))
        (root / "landing").mkdir()
        return Workspace(root)

    return make
