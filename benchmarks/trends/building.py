"""Landing folders through the real models."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]
DBT = [sys.executable, "-c", "from dbt.cli.main import cli; cli()"]
WANTED = ["+mart_entity_status", "+fct_entity_changes", "+mart_projection_checks"]


def build(landing: Path, folder: Path) -> Path:
    """Build what the benchmark reads from *landing* in *folder*; the build file.

    Raises:
        RuntimeError: dbt failed; its output is the message.
    """
    folder.mkdir(parents=True, exist_ok=True)
    build_file = folder / "build.duckdb"
    variables = {"landing_path": str(landing.resolve()), "skip_python_models": True, "connectors": []}
    shared = ["--vars", json.dumps(variables), "--target-path", str(folder / "target"), "--log-path", str(folder)]
    environment = {**os.environ, "GROUNDSWELL_BUILD_FILE": str(build_file.resolve())}
    for step in (["seed"], ["run", "--select", *WANTED, "--exclude", "path:python_models"]):
        command = [*DBT, *step, *shared]
        done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"dbt {step[0]} failed:\n{done.stdout[-4000:]}{done.stderr[-2000:]}")
    return build_file


def write_world(folder: Path, accounts: int, seed: int) -> Path:
    """A simulated world with polarities and no texts; its landing folder.

    Raises:
        RuntimeError: it could not be written.
    """
    command = [sys.executable, "-c", "from groundswell.cli import main; main()", "demo", "--polarity-only"]
    options = ["--accounts", str(accounts), "--seed", str(seed), "--out", str(folder)]
    done = subprocess.run([*command, *options], cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"groundswell demo failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return folder / "landing"
