"""One writer: build a landing folder with dbt and, only if everything passed, publish its marts."""

from __future__ import annotations

import difflib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import yaml

from groundswell.delivery.errors import DeliveryError
from groundswell.delivery.state import export_feedback, state_path
from groundswell.publishing import Published, publish

# `python -m dbt.cli.main` warns that it is imported twice, and the script `dbt` need not be on the PATH.
DBT = "from dbt.cli.main import cli; cli()"
# A shell's background job ignores SIGINT and hands that on, so dbt would go on when the run is told to end.
HEED_INTERRUPTS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
MEMORY_LIMIT = "GROUNDSWELL_MEMORY_LIMIT"  # read in profiles.yml
TARGET = "GROUNDSWELL_TARGET"  # read in profiles.yml


class RunError(Exception):
    """A run that did not publish. `exit_code` is what a scheduler sees (docs/run-on-a-schedule.md)."""

    exit_code = 1


class BuildFailedError(RunError):
    """dbt reported a failed model, test or gate; what people open is untouched."""

    exit_code = 1


class PublishError(RunError):
    """The build passed, and its marts could not be put where people open them; what they open is as it was."""

    exit_code = 1


class BadInputError(RunError):
    """The run was asked for something that cannot be: a missing folder, no project."""

    exit_code = 2


class BusyError(RunError):
    """Another run, or a person, holds the build file."""

    exit_code = 3


@dataclass(frozen=True)
class RunSettings:
    """What to build and where.

    Attributes:
        landing: Folder of landing tables; None where connectors bring everything.
        database: The serving file that people open; the build file and the Parquet marts lie beside it.
        project: Folder of dbt_project.yml.
        full_refresh: Rebuild incremental models. Scores come from the score cache all the same.
        variables: Further dbt vars, over those of dbt_project.yml.
        state: State file with the verdicts that `groundswell feedback` took; None: beside the serving file, if any.
    """

    landing: Path | None
    database: Path
    project: Path = Path()
    full_refresh: bool = False
    variables: dict[str, object] = field(default_factory=dict)
    state: Path | None = None

    @property
    def build_file(self) -> Path:
        """The file that dbt writes, beside the serving file."""
        return self.database.with_suffix(".build.duckdb")


def run(settings: RunSettings) -> Published:
    """Build and publish.

    Raises:
        BadInputError: The landing folder or the project is not there, no var has that name, the serving file cannot be
            one or was built as of another day, the state file is none, the memory no amount, a folder not writable, or
            the target no DuckDB.
        BusyError: The build file is in use.
        BuildFailedError: dbt failed; the serving file is as it was.
        PublishError: The marts could not be copied, as on a full disk; the serving file is as it was.
    """
    _check(settings)
    project_vars = _project_vars(settings.project)
    _check_names(settings, project_vars)
    _make_folder(settings.database.parent)
    _require_writable(settings, project_vars)
    _require_free(settings.build_file)
    _require_same_day(settings, project_vars)
    with _stopping_when_told():
        code = _dbt_build(settings)
        if code != 0:
            raise BuildFailedError(
                f"dbt build failed (exit code {code}); {settings.database} is as it was. The failures are listed above."
            )
        try:
            return publish(settings.build_file, settings.database, schema=_marts_schema(settings))
        except (duckdb.Error, OSError) as error:
            raise PublishError(
                f"The build passed and could not be published; {settings.database} is as it was. {error}"
            ) from None


@contextmanager
def _stopping_when_told() -> Iterator[None]:
    """A scheduler's SIGTERM ends a run as Ctrl-C does: dbt is ended too, and nothing is left half-written."""
    if threading.current_thread() is not threading.main_thread():  # only there may Python be told what to do on signals
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInputError(f"The folder {folder} cannot be made: {error.strerror}.") from None
    if not os.access(folder, os.W_OK):
        raise BadInputError(f"The folder {folder} cannot be written to.")


def _check(settings: RunSettings) -> None:
    if not (settings.project / "dbt_project.yml").is_file():
        raise BadInputError(
            f"No dbt_project.yml in {settings.project.resolve()}: run in Groundswell's folder or name it by --project."
        )
    if settings.landing is not None and not settings.landing.is_dir():
        raise BadInputError(
            f"No landing folder {settings.landing}. It holds interactions.csv or interactions.parquet, "
            "and the optional tables beside it (docs/connect-your-sources.md)."
        )
    # What DuckDB does not list would count as a table that nobody has, and be published so.
    for place in sorted(settings.landing.iterdir()) if settings.landing is not None else []:
        if not place.exists():
            raise BadInputError(f"{place} leads nowhere: a file that was moved, or a disk that is not mounted.")
        if place.is_dir() and place.suffix in (".csv", ".parquet"):
            raise BadInputError(f"{place} is a folder; a folder of files has the table's name alone.")
    if settings.state is not None and not settings.state.exists():
        raise BadInputError(f"There is no state file {settings.state}: `groundswell feedback` or `notify` makes it.")
    if settings.database.suffix != ".duckdb" or settings.database.name.endswith(".build.duckdb"):
        raise BadInputError(f"{settings.database}: the serving file must end in .duckdb (and not in .build.duckdb).")
    if settings.database.is_dir():
        raise BadInputError(f"{settings.database} is a folder; the serving file must be a file.")
    limit = os.environ.get(MEMORY_LIMIT)
    if limit is not None:
        try:
            duckdb.connect(config={"memory_limit": limit}).close()
        except duckdb.Error:
            raise BadInputError(f"{MEMORY_LIMIT}={limit} is no amount of memory; say for example 8GB.") from None

    _require_duckdb(settings.project)


def _require_duckdb(project: Path) -> None:
    """What a run publishes is a DuckDB file: a build on another engine would leave it as it was, or take in nothing."""
    target = os.environ.get(TARGET)
    if not target:
        return
    try:
        outputs = yaml.safe_load((project / "profiles.yml").read_text(encoding="utf-8"))["groundswell"]["outputs"]
        engine = outputs[target]["type"]
    except (OSError, KeyError, TypeError, yaml.YAMLError):  # a profile elsewhere, or none of that name: dbt will say so
        return
    if engine != "duckdb":
        raise BadInputError(
            f"{TARGET} is {target}: `groundswell run` builds a DuckDB file and publishes it. "
            "On Snowflake call dbt itself (docs/snowflake.md)."
        )


def _check_names(settings: RunSettings, project_vars: dict[str, object]) -> None:
    """dbt takes any var without a word, and goes on with the usual value of the one that was meant."""
    known = set(project_vars)
    known |= {f"{folder.name}_schema" for folder in (settings.project / "models" / "staging").glob("*/")}
    for name in sorted(settings.variables.keys() - known):
        near = difflib.get_close_matches(name, sorted(known), n=1)
        hint = f"Did you mean `{near[0]}`?" if near else "dbt_project.yml lists them all, with what they mean."
        raise BadInputError(f"There is no var `{name}`. {hint}")


def _project_vars(project: Path) -> dict[str, object]:
    try:
        return yaml.safe_load((project / "dbt_project.yml").read_text(encoding="utf-8"))["vars"] or {}
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError) as error:
        raise BadInputError(f"{project / 'dbt_project.yml'} cannot be read: {error}") from None


def _require_writable(settings: RunSettings, project_vars: dict[str, object]) -> None:
    """dbt that cannot write its log ends without a word, and the scorer asks for its cache only minutes later."""
    cache = {**project_vars, **settings.variables}.get("score_cache_path")
    places = [
        (os.environ.get("DBT_TARGET_PATH") or "target", "DBT_TARGET_PATH names another folder"),
        (os.environ.get("DBT_LOG_PATH") or "logs", "DBT_LOG_PATH names another folder"),
    ]
    if cache:
        places.append((str(Path(str(cache)).parent), "var score_cache_path names another file"))
    for place, remedy in places:
        folder = settings.project.resolve() / place
        nearest = next(path for path in (folder, *folder.parents) if path.exists())
        if not (nearest.is_dir() and os.access(nearest, os.W_OK)):
            raise BadInputError(f"The folder {folder} cannot be written to; {remedy}.")


def _require_same_day(settings: RunSettings, project_vars: dict[str, object]) -> None:
    """As macro assert_same_as_of, but before dbt starts, so that a scheduler sees that the call is to be mended."""
    if not settings.build_file.exists():
        return
    variables = {**project_vars, **settings.variables}
    wanted = str(variables.get("as_of") or "newest")
    table = f'"{variables.get("schema_prefix") or ""}intermediate".int_as_of'
    try:
        with duckdb.connect(str(settings.build_file), read_only=True) as build:
            built = build.execute(f"select as_of_setting from {table}").fetchone()
    except duckdb.Error:  # nothing is built yet, or by a version that is no more
        return
    if built and built[0] != wanted:
        raise BadInputError(
            f"{settings.build_file} was built with as_of '{built[0]}', and this run asks for '{wanted}': "
            "name another --database."
        )


def _require_free(build_file: Path) -> None:
    if not build_file.exists():
        return
    try:
        duckdb.connect(str(build_file)).close()
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise BusyError(f"{build_file} is in use by another run or client; nothing was started.") from None
        raise BadInputError(f"{build_file} is not a DuckDB file of this version; move it away and run again.") from None


def _dbt_build(settings: RunSettings) -> int:
    landing = str(settings.landing.resolve()) if settings.landing is not None else None
    variables = {"landing_path": landing, "feedback_path": _feedback(settings), **settings.variables}
    command = [sys.executable, "-c", HEED_INTERRUPTS + DBT, "build", "--vars", json.dumps(variables, sort_keys=True)]
    # Unit tests judge the code, not the data: they run where code changes, in `make test` and CI.
    command += ["--exclude-resource-type", "unit_test"]
    if settings.full_refresh:
        command.append("--full-refresh")
    # As seen from the project, where dbt runs: what was parsed stays parsed if all is moved together.
    project = settings.project.resolve()
    environment = {**os.environ, "GROUNDSWELL_BUILD_FILE": os.path.relpath(settings.build_file.resolve(), project)}
    with subprocess.Popen(command, cwd=project, env=environment) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.send_signal(signal.SIGINT)
            process.wait()
            raise


def _feedback(settings: RunSettings) -> str | None:
    """The verdicts as a file that dbt can read; None where nobody has answered yet."""
    try:
        exported = export_feedback(settings.state or state_path(settings.database))
    except DeliveryError as error:
        raise BadInputError(str(error)) from None
    return str(exported.resolve()) if exported else None


def _marts_schema(settings: RunSettings) -> str:
    return f"{settings.variables.get('schema_prefix', '')}marts"
