"""Builds that several tests look at, each made once, whichever process of a parallel run needs it first."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Mapping

import pytest
from raw import CONNECTORS, MESSAGE_SOURCES, TICKETS_AND_NPS, write_raw

from support import Workspace, succeeded

Built = Callable[..., Workspace]
# The rows that all else is computed from.
CORE = [
    "fct_interactions",
    "fct_events",
    "fct_account_outcomes",
    "dim_account_versions",
    "int_usage_days__deduplicated",
]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Built:
    """Writes the raw tables of some connectors and builds the SQL models, all of them or those that lead to CORE."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "connectors"

    def make(
        name: str,
        connectors: list[str],
        edits: Mapping[str, str] | None = None,
        how: Callable[..., None] | None = None,
        core_only: bool = False,
    ) -> Workspace:
        here = Workspace(shared / name)
        here.landing.mkdir(parents=True, exist_ok=True)
        with (here.root / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if (here.root / "built").exists():
                return here
            raw = write_raw(here.root / "raw", connectors, edits)
            settings = {"connectors": connectors, "raw_path": str(raw), "landing_path": None}
            if how:
                how(here, **settings)
            else:
                selected = ["--select", *(f"+{model}" for model in CORE)] if core_only else []
                succeeded(here.build_sql(*selected, **settings))
            (here.root / "built").touch()
        return here

    return make


def with_data_tests(here: Workspace, **settings: object) -> None:
    succeeded(here.dbt("build", "--exclude", "path:python_models", skip_python_models=True, **settings))


def as_users_do(here: Workspace, **settings: object) -> None:
    """Everything, scores and gates included, published; nothing comes through the landing."""
    outcome = succeeded(here.groundswell_run(**settings))
    (here.root / "output.txt").write_text(outcome.output)


@pytest.fixture(scope="session")
def tickets_and_nps(built: Built) -> Workspace:
    return built("tickets_and_nps", TICKETS_AND_NPS, how=with_data_tests)


@pytest.fixture(scope="session")
def every_connector(built: Built) -> Workspace:
    return built("every_connector", CONNECTORS, how=as_users_do)


@pytest.fixture(scope="session")
def messages_of_all(built: Built) -> Workspace:
    return built("messages_of_all", MESSAGE_SOURCES)
