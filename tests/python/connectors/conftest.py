"""Builds that several tests look at, each made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest
from raw import CONNECTORS, MESSAGE_SOURCES, TICKETS_AND_NPS, write_raw

from support import Workspace, succeeded

Built = Callable[..., Workspace]


@pytest.fixture(scope="session")
def built(workspace: Callable[[str], Workspace]) -> Built:
    """Writes the raw tables of some connectors and builds the SQL models, and the data tests if asked for."""

    def make(
        name: str,
        connectors: list[str],
        edits: Mapping[str, str] | None = None,
        with_tests: bool = False,
        select: Sequence[str] = (),
    ) -> Workspace:
        here = workspace(name)
        raw = write_raw(here.root / "raw", connectors, edits)
        settings = {"connectors": connectors, "raw_path": str(raw), "landing_path": None}
        if with_tests:
            settings["skip_python_models"] = True
            succeeded(here.dbt("build", "--exclude", "path:python_models", **settings))
        else:
            succeeded(here.build_sql(*select, **settings))
        return here

    return make


@pytest.fixture(scope="session")
def tickets_and_nps(built: Built) -> Workspace:
    return built("tickets_and_nps", TICKETS_AND_NPS, with_tests=True)


@pytest.fixture(scope="session")
def every_connector(built: Built) -> Workspace:
    return built("every_connector", CONNECTORS, with_tests=True)


@pytest.fixture(scope="session")
def messages_of_all(built: Built) -> Workspace:
    return built("messages_of_all", MESSAGE_SOURCES)
