"""Landing folders through the real models, for every benchmark that needs more than the library."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

PROJECT = Path(__file__).parents[1]
FINISHED = "finished"  # a file in the folder of a build that ran to its end


def build(
    landing: Path, folder: Path, wanted: Sequence[str], python_models: bool = False, options: Sequence[str] = ()
) -> Path:
    """Build the models *wanted* (dbt selectors) from *landing* in *folder*; the build file.

    Without *python_models* only those in SQL; with them all but the gates. *options* are further ones of `dbt run`.

    Raises:
        RuntimeError: dbt failed; its output is the message.
    """
    folder.mkdir(parents=True, exist_ok=True)
    build_file = folder / "build.duckdb"
    variables = {"landing_path": str(landing.resolve()), "skip_python_models": not python_models, "connectors": []}
    skipped = "path:python_models/quality" if python_models else "path:python_models"
    shared = ["--vars", json.dumps(variables), "--target-path", str(folder / "target"), "--log-path", str(folder)]
    for step in (["seed"], ["run", "--select", *wanted, "--exclude", skipped, *options]):
        _run(["dbt.cli.main", *step, *shared], {"GROUNDSWELL_BUILD_FILE": str(build_file.resolve())})
    (folder / FINISHED).touch()
    return build_file


def is_built(folder: Path) -> bool:
    """Whether *folder* holds a build that ran to its end, for benchmarks that keep theirs."""
    return (folder / FINISHED).exists()


def build_world(
    folder: Path, accounts: int, months: int, seed: int, wanted: Sequence[str], *options: str,
    python_models: bool = False, messages_a_week: float | None = None,
) -> Path:  # fmt: skip
    """The build file of a simulated world, written and built in *folder* unless that was done there before.

    Arguments and errors are those of `write_world` and `build`.
    """
    if not is_built(folder):
        landing = write_world(folder / "world", accounts, months, seed, *options, messages_a_week=messages_a_week)
        build(landing, folder, wanted, python_models)
    return folder / "build.duckdb"


def write_world(
    folder: Path, accounts: int, months: int, seed: int, *options: str, messages_a_week: float | None = None
) -> Path:
    """A simulated world with polarities and no texts; its landing folder. The truth lies beside it.

    *options* are further ones of `groundswell demo`. *messages_a_week* is another median than the world's own.

    Raises:
        RuntimeError: it could not be written.
    """
    sizes = {"--accounts": accounts, "--months": months, "--seed": seed, "--out": folder}
    flat = [str(part) for size in sizes.items() for part in size]
    demo = ["demo", "--polarity-only", *flat, *options]
    if messages_a_week is None:
        _run(["groundswell.cli", *demo])
    else:
        _run(["benchmarks.busier", str(messages_a_week), *demo])
    return folder / "landing"


def _run(module: Sequence[str], environment: dict[str, str] | None = None) -> None:
    command = [sys.executable, "-m", *module]
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=PROJECT, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout[-4000:]}{done.stderr[-2000:]}")
    click.echo(f"{module[0]} {module[1]} took {time.monotonic() - began:.0f} s", err=True)
