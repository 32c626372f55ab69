"""Nothing that is built, tested or shown can read the truth of a simulated world."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from groundswell.demo import truth
from groundswell.demo.settings import Settings
from groundswell.demo.world import write_landing_world, write_polarity_world, write_world
from support import PROJECT

READERS = ("models", "python_models", "macros", "seeds", "expectations", "tests/singular", "tests/generic", "profiles",
           "src/groundswell", "dbt_project.yml")  # fmt: skip
MAKER = PROJECT / "src" / "groundswell" / "demo"
# Columns of the truth whose names no landing or raw table has any use for.
SECRET_COLUMNS = {"mood", "own_mood", "tone", "regime", "starts_on", "full_on", "fade_days",
                  "real_effect", "after_decline", "true_decision_on", "leave_log_odds", "log_odds_by_mood",
                  "expand_log_odds"}  # fmt: skip
# A path to the truth's folder or one of its tables, or a column that only the truth has.
TELLTALE = re.compile(
    r"\btruth\b[^\n]{0,40}\.parquet|/truth\b|\btruth/|['\"]truth['\"]|"
    r"\b(own_mood|log_odds_by_mood|leave_log_odds|expand_log_odds|real_effect|after_decline|true_decision_on)\b"
)
SETTINGS = Settings(accounts=3, months=6, seed=2)


def readers() -> list[Path]:
    found = [PROJECT / name for name in READERS]
    files = [path for root in found for path in ([root] if root.is_file() else root.rglob("*")) if path.is_file()]
    texts = [path for path in files if path.suffix in {".sql", ".py", ".yml", ".json", ".csv", ".toml", ".html"}]
    return [path for path in texts if MAKER not in path.parents]


def test_no_model_seed_expectation_or_module_names_the_truth():
    files = readers()
    assert len(files) > 300
    naming = {str(path.relative_to(PROJECT)): TELLTALE.findall(path.read_text("utf-8")) for path in files}
    assert {name: found for name, found in naming.items() if found} == {}


def test_the_telltale_would_notice():
    for reading in ("read_parquet('w/truth/days.parquet')", 'Path("w") / "truth"', "select own_mood from x"):
        assert TELLTALE.search(reading), reading
    assert set(truth.SCHEMAS) == {
        "regimes", "shocks", "days", "interventions", "outcomes", "messages", "hazards"}  # fmt: skip


@pytest.mark.parametrize("write", [write_world, write_landing_world, write_polarity_world])
def test_no_table_that_is_read_has_a_column_of_the_truth(write, tmp_path: Path):
    out = write(SETTINGS, tmp_path / "world").out
    secret = {name for schema in truth.SCHEMAS.values() for name in schema.names}
    assert secret >= SECRET_COLUMNS
    read = [path for path in out.rglob("*.parquet") if path.parent.name != "truth"]
    assert len(read) >= 4
    for path in read:
        assert not set(pq.read_schema(path).names) & SECRET_COLUMNS, path
    # The reader globs `<landing>/<table>*` and `<raw>/<source>/<table>.parquet`: neither folder holds the truth.
    assert not [path for path in out.rglob("truth") if path.parent != out]


def test_the_built_in_set_comes_without_its_truth():
    files = {path.name for path in (PROJECT / "examples" / "demo").rglob("*") if path.is_file()}
    tables = {"accounts", "contacts", "events", "feedback", "interactions", "usage_days"}
    assert files == {f"{table}.parquet" for table in tables} | {"README.md"}
