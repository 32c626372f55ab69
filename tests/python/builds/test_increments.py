"""A day computed on top of what is stored gives the rows of a full refresh, in whatever order messages arrive."""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
from dbt.cli.main import dbtRunner

from support import PROJECT, Row, Workspace, write_csv

FIRST_DAY = dt.datetime(2025, 1, 1)
DAYS = 250  # more than the longest window looks back
STEPS = 3
ACCOUNTS = 10
PUBLIC_SHARE = 10  # messages of the public for ten of accounts
CORRECTED_DAY = 90
MOVED_DAY = 200  # an account changes its segment, which the CRM says late
CHURNED_DAY = 225
STORM = (150, 154)  # everybody is unhappy, and many more write
SEED = 8


def at(day: float) -> str:
    return str((FIRST_DAY + dt.timedelta(days=day)).replace(microsecond=0))


def messages(chance: random.Random) -> list[Row]:
    """Messages of ten accounts and of the public; most are loaded at once, some days later."""
    rows = []
    for number in range((ACCOUNTS + PUBLIC_SHARE) * DAYS):
        is_storm = number % 8 == 0
        day = chance.uniform(*STORM) if is_storm else chance.uniform(0, DAYS + STEPS)
        channel, source = chance.choice([("ticket", "zendesk"), ("chat", "intercom")])
        account = number % (ACCOUNTS + PUBLIC_SHARE)
        is_public = account >= ACCOUNTS  # whose storm concerns no segment
        late = chance.uniform(2, 20) if chance.random() < 0.1 else 0.01
        rows.append(
            {"interaction_id": f"m{number}", "channel": "review" if is_public else channel,
             "source": "reviews" if is_public else source, "account_key": "" if is_public else f"a{account}",
             "product": "Ledger" if is_public else f"Product {account % 2}", "brand": "Wren" if is_public else "",
             "author_id": f"p{number % 200}", "thread_id": f"t{number // 2}",
             "occurred_at": at(day), "loaded_at": at(day + late),
             "polarity": round(chance.uniform(-1, -0.5 if is_storm else 1), 6)}
        )  # fmt: skip
    return rows


def accounts(*, is_moved: bool) -> list[Row]:
    """Nine of one segment, so that they are a cohort, and one of another; later two of them are not what they were."""
    rows = [
        {"account_id": f"a{number}", "segment": "small" if number else "large", "valid_from": at(0), "loaded_at": at(0)}
        for number in range(ACCOUNTS)
    ]
    moved = {"account_id": "a1", "segment": "large", "valid_from": at(MOVED_DAY), "loaded_at": at(DAYS + 1)}
    gone = {"account_id": "a2", "segment": "small", "churned_on": at(CHURNED_DAY)[:10], "valid_from": at(MOVED_DAY + 5),
            "loaded_at": at(DAYS + 1)}  # fmt: skip
    return rows + ([moved, gone] if is_moved else [])


OLD_TABLE = "intermediate.int_thread_days"

# As in profiles.yml: DuckDB opens a file once more in one process only with the same options.
AS_DBT_DOES = {"storage_compatibility_version": "v1.4.0"}


class Steps:
    """One build file, built step by step in this process, so that dbt reads the project once."""

    def __init__(self, here: Workspace) -> None:
        self.here = here
        self.dbt = dbtRunner()

    def land(self, step: int, rows: Sequence[Row]) -> None:
        write_csv(self.here.landing / "interactions" / f"{step}.csv", rows)

    def build(self, *arguments: str, select: str = "+config.materialized:incremental") -> str:
        """Build, and say from which day on days were computed anew."""
        self.invoke("run", "--select", select, "--exclude", "path:python_models", *arguments)
        compiled = next((self.here.target / "compiled").rglob("int_entity_days__dense.sql")).read_text()
        found = re.search(r"days\.date_day >= cast\('([\d-]+)' as date\)", compiled)
        return found[1] if found else "the beginning"

    def invoke(self, command: str, *arguments: str) -> None:
        places = ["--project-dir", str(self.here.project), "--profiles-dir", str(self.here.project)]
        variables = ["--vars", self.here.variables({"skip_python_models": True})]
        outcome = self.dbt.invoke([command, "--quiet", *arguments, *places, *variables])
        assert outcome.success, outcome.exception or [r.message for r in outcome.result if r.status != "success"]


def upgrade(here: Workspace) -> None:
    """What a pull brings, seen from a build file: a macro of other words, and a table of other columns and types."""
    macros = here.project / "macros"
    macros.unlink()
    shutil.copytree(PROJECT / "macros", macros)
    changed = macros / "project" / "message_weight.sql"
    changed.write_text(changed.read_text().replace("cast(", "cast ("))
    with duckdb.connect(str(here.build_file), config=AS_DBT_DOES) as session:
        session.execute(f"alter table {OLD_TABLE} alter n_threads type hugeint")
        session.execute(f"alter table {OLD_TABLE} add column no_more int")


def columns_of_old_table(file: Path) -> list[tuple]:
    with duckdb.connect(str(file), config=AS_DBT_DOES) as session:
        return session.execute(f"select column_name, column_type from (describe {OLD_TABLE})").fetchall()


def incremental_models() -> Iterator[str]:
    for path in (PROJECT / "models").rglob("*.sql"):
        if "materialized='incremental'" in path.read_text():
            yield f"{'marts' if 'marts' in path.parts else 'intermediate'}.{path.stem}"


def stored(build_file: Path) -> Path:
    """A copy of the build file, which dbt holds open in this process."""
    copy = build_file.with_name("stepwise.duckdb")
    with duckdb.connect(str(build_file), config=AS_DBT_DOES) as session:
        session.execute("checkpoint")
    shutil.copy(build_file, copy)
    return copy


def differing_rows(stepwise: Path, build_file: Path) -> dict[str, int]:
    """Rows of each incremental model that only one of two files holds."""
    found = {}
    with duckdb.connect(str(build_file), config=AS_DBT_DOES) as session:
        session.execute(f"attach '{stepwise}' as stepwise (read_only)")
        for table in incremental_models():
            one, other = f"select * from stepwise.{table}", f"select * from {table}"
            both = f"({one} except all {other}) union all ({other} except all {one})"
            rows, count = session.execute(f"select (select count(*) from {table}), count(*) from ({both})").fetchone()
            assert rows, f"{table} is empty: nothing is compared"
            if count:
                found[table] = count
    return found


def test_days_on_top_of_days_are_the_days_of_a_full_refresh(workspace, monkeypatch):
    here = workspace("increments")
    here.link_project()
    monkeypatch.chdir(here.project)
    for name, value in here.environment.items():
        monkeypatch.setenv(name, value)
    chance = random.Random(SEED)
    rows = sorted(messages(chance), key=lambda row: row["loaded_at"])
    arrived = [[row for row in rows if row["loaded_at"] < at(DAYS)]] + [
        [row for row in rows if at(DAYS + step) <= row["loaded_at"] < at(DAYS + step + 1)] for step in range(STEPS)
    ]
    old = next(row for row in arrived[0] if row["loaded_at"] >= at(CORRECTED_DAY) and row["account_key"])
    arrived[2].append({**old, "polarity": -0.123456, "loaded_at": at(DAYS + 1.5)})
    chance.shuffle(arrived[2])

    steps = Steps(here)
    steps.invoke("seed")
    write_csv(here.landing / "accounts.csv", accounts(is_moved=False))
    steps.land(0, arrived[0])
    assert steps.build() == "the beginning"

    # late messages come to be known on a new day
    steps.land(1, arrived[1])
    assert steps.build() == at(DAYS)[:10]
    # a corrected message counts on its own day
    steps.land(2, arrived[2])
    assert steps.build() == old["loaded_at"][:10]
    # an account has moved to another segment, and another had left
    steps.land(3, arrived[3])
    write_csv(here.landing / "accounts.csv", accounts(is_moved=True))
    assert steps.build(select="+int_entity_days__dense") == at(MOVED_DAY)[:10]
    # the run stopped there: what follows is not built from it yet
    assert steps.build() == at(MOVED_DAY)[:10]

    stepwise = stored(here.build_file)
    # a changed macro and a table of another version cost a full refresh, which nobody has to ask for
    upgrade(here)
    assert steps.build() == "the beginning"
    assert columns_of_old_table(here.build_file) == columns_of_old_table(stepwise)
    # the number of the settings, which is kept on the first day
    assert differing_rows(stepwise, here.build_file) == {"intermediate.int_trend_days": 2}
