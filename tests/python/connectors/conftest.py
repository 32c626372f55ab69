"""Builds that several tests look at, each made once, whichever process of a parallel run needs it first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from raw import CONNECTORS, MESSAGE_SOURCES, TICKETS_AND_NPS, write_raw

from support import SHARED, Workspace, once, succeeded

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
def built() -> Built:
    """Writes the raw tables of some connectors and builds the SQL models, all of them or those that lead to CORE."""

    def make(
        name: str,
        connectors: list[str],
        edits: Mapping[str, str] | None = None,
        how: Callable[..., None] | None = None,
        core_only: bool = False,
    ) -> Workspace:
        def build(here: Workspace) -> None:
            write_raw(here.root / "raw", connectors, edits)
            settings = {"connectors": connectors, "raw_path": "../raw", "landing_path": None}
            if how:
                how(here, **settings)
            else:
                selected = ["--select", *(f"+{model}" for model in CORE)] if core_only else []
                succeeded(here.build_sql(*selected, **settings))

        return once(SHARED / "connectors" / name, build)

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
