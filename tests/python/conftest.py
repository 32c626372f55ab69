"""Fixtures that more than one topic uses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from small_world import write_world
from support import Workspace, succeeded


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Workspace]:
    """Makes a workspace with an empty landing folder."""

    def make(name: str) -> Workspace:
        root = Path(tmp_path_factory.mktemp(name))
        (root / "landing").mkdir()
        return Workspace(root)

    return make


@pytest.fixture(scope="session")
def world(workspace: Callable[[str], Workspace]) -> Workspace:
    """The small world, built, scored and published once. Read it; copy what you change."""
    here = workspace("world")
    write_world(here.landing)
    outcome = succeeded(here.groundswell_run())
    (here.root / "output.txt").write_text(outcome.output)
    return here
