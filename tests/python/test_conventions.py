"""House rules as code: what a reviewer would otherwise have to look for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from support import PROJECT, Workspace

MODELS = sorted((PROJECT / "models").rglob("*.sql"))
PYTHON_MODELS = sorted((PROJECT / "python_models").rglob("*.py"))
MACROS = sorted((PROJECT / "macros").rglob("*.sql"))
PAGES = sorted(path for root in ("models", "python_models", "seeds") for path in (PROJECT / root).rglob("*.yml"))
LONGEST_MODEL = 120
LONGEST_PYTHON_MODEL = 25


def name_of(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def described(kind: str) -> Iterator[tuple[Path, dict]]:
    """Every entry of a kind (models, seeds, sources' tables) on the pages."""
    for page in PAGES:
        written = yaml.safe_load(page.read_text(encoding="utf-8"))
        for entry in written.get(kind, []):
            yield page, entry
        if kind == "models":
            for source in written.get("sources", []):
                yield from ((page, table) for table in source["tables"])


def documented_columns() -> dict[str, list[str]]:
    return {
        entry["name"]: [column["name"] for column in entry.get("columns", [])]
        for kind in ("models", "seeds")
        for _, entry in described(kind)
    }


def test_every_emitted_column_is_documented_and_only_those(world: Workspace):
    documented = documented_columns()
    emitted: dict[str, list[str]] = {}
    columns = world.query("select table_name, column_name from duckdb_columns() where not internal order by all")
    for table, column in columns:
        emitted.setdefault(table, []).append(column)
    assert len(emitted) > 40
    undocumented = {t: sorted(set(c) - set(documented.get(t, []))) for t, c in emitted.items()}
    # A connector that is off is described and not built.
    imagined = {t: sorted(set(c) - set(emitted[t])) for t, c in documented.items() if t in emitted}
    assert {t: c for t, c in undocumented.items() if c} == {}, "columns without a description"
    assert {t: c for t, c in imagined.items() if c} == {}, "descriptions without a column"


def test_no_column_is_documented_twice_or_without_words():
    for kind in ("models", "seeds"):
        for page, entry in described(kind):
            names = [column["name"] for column in entry.get("columns", [])]
            assert len(names) == len(set(names)), f"{name_of(page)}: {entry['name']}"
            silent = [column["name"] for column in entry.get("columns", []) if not column.get("description")]
            assert silent == [], f"{name_of(page)}: {entry['name']}"


def test_a_description_begins_with_the_grain():
    entries = [(page, entry) for kind in ("models", "seeds") for page, entry in described(kind)]
    assert len(entries) > 50
    wrong = [
        f"{name_of(page)}: {e['name']}" for page, e in entries if not e.get("description", "").startswith("One row")
    ]
    assert wrong == [], 'descriptions that do not begin with "One row …"'


def test_a_folder_of_models_has_one_page_named_after_its_topic():
    for folder in {path.parent for path in [*MODELS, *PYTHON_MODELS]}:
        pages = {page.name for page in folder.glob("*.yml") if page.name.endswith("__models.yml")}
        assert pages == {f"_{folder.name}__models.yml"}, name_of(folder)
        others = {page.name for page in folder.glob("*.yml")} - pages
        strangers = [name for name in others if not re.fullmatch(r"_\w+__(unit_tests|sources)\.yml", name)]
        assert strangers == [], name_of(folder)


def test_a_page_describes_the_models_of_its_own_folder():
    for folder in {path.parent for path in [*MODELS, *PYTHON_MODELS]}:
        models = {path.stem for path in folder.iterdir() if path.suffix in (".sql", ".py")}
        page = yaml.safe_load((folder / f"_{folder.name}__models.yml").read_text(encoding="utf-8"))
        assert {model["name"] for model in page["models"]} == models, name_of(folder)


def test_a_sql_model_is_one_idea():
    too_long = {name_of(path): lines(path) for path in MODELS if lines(path) > LONGEST_MODEL}
    assert set(too_long) <= LONG_LISTS, f"models of more than {LONGEST_MODEL} lines: {too_long}"


# Models that are long because a list is: of columns that are united, or of figures that are counted.
LONG_LISTS = {
    "models/intermediate/interactions/int_accounts__versions.sql",
    "models/marts/trust/mart_trust.sql",
}


def test_a_python_model_reads_calls_the_library_and_returns():
    too_long = {name_of(path): lines(path) for path in PYTHON_MODELS if lines(path) > LONGEST_PYTHON_MODEL}
    assert PYTHON_MODELS
    assert too_long == {}, f"python models of more than {LONGEST_PYTHON_MODEL} lines"


def test_no_model_asks_which_engine_it_runs_on():
    asking = re.compile(r"target\s*\.\s*(type|name)|adapter\s*\.\s*type")
    assert [name_of(path) for path in MODELS if asking.search(path.read_text(encoding="utf-8"))] == []


def test_a_macro_file_is_named_after_its_first_macro():
    for path in MACROS:
        first = re.search(r"{%-?\s*macro\s+(\w+)", path.read_text(encoding="utf-8"))
        assert first and first[1] == path.stem, name_of(path)


def test_every_var_is_used():
    project = yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))
    files = [*MODELS, *MACROS, *PAGES, PROJECT / "dbt_project.yml"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    unused = [name for name in project["vars"] if not re.search(rf"""var\(\s*['"]{name}['"]""", text)]
    assert unused == []


def test_every_var_that_is_asked_for_without_a_default_has_one_in_the_project():
    project = yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))
    asked = {
        name
        for path in [*MODELS, *MACROS, *PAGES]
        for name in re.findall(r"""\bvar\(\s*['"](\w+)['"]\s*\)""", path.read_text(encoding="utf-8"))
    }
    assert asked - set(project["vars"]) == set()


def test_every_detection_constant_is_used_and_exists():
    seed = (PROJECT / "seeds" / "detection_constants.csv").read_text(encoding="utf-8").splitlines()[1:]
    kept = {line.partition(",")[0] for line in seed}
    text = "\n".join(path.read_text(encoding="utf-8") for path in MODELS)
    assert set(re.findall(r"detection_constant\('(\w+)'\)", text)) == kept


def test_a_changed_var_builds_every_day_anew():
    """A stored day is compared by the vars of incremental models and of the views and macros between them."""
    trends, alerts = PROJECT / "models" / "intermediate" / "trends", PROJECT / "models" / "intermediate" / "alerts"
    between = [*trends.glob("*.sql")]
    for folder in ("shifts", "bursts", "silence", "signals"):
        between += (alerts / folder).glob("*.sql")
    between += alerts.glob("int_alert_crossings*.sql")
    between += [alerts / "int_alert_gaps.sql", alerts / "int_alert_episodes.sql"]
    incremental = [path for path in MODELS if "materialized='incremental'" in path.read_text(encoding="utf-8")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in {*between, *incremental})
    for macro in (PROJECT / "macros" / "project").glob("*.sql"):
        if re.search(rf"\b{macro.stem}\(", text):
            text += macro.read_text(encoding="utf-8")
    settings = (PROJECT / "macros" / "incremental" / "trend_settings.sql").read_text(encoding="utf-8")
    read = set(re.findall(r"""\bvar\(\s*['"](\w+)['"]""", text))
    # which rows there are at all shows in the rows
    assert read - {"as_of", "skip_python_models", "schema_prefix"} - set(re.findall(r"'(\w+)'", settings)) == set()


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_that_a_page_names_exists(page):
    path = PROJECT / page
    if not path.exists():
        pytest.skip(f"no {page}")
    targets = set(re.findall(r"^([a-z][a-z-]*):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^|\$ )make ([a-z][a-z-]*)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert named - targets == set()


def test_nothing_dead_is_in_the_tree():
    dead = re.compile(r"(^|/)(legacy|_tmp|tmp|old|backup)(/|$)|\.(bak|orig|rej)$")
    roots = ("models", "macros", "python_models", "seeds", "src", "tests", "docs")
    found = [name_of(path) for root in roots for path in (PROJECT / root).rglob("*") if dead.search(name_of(path))]
    assert found == []
