"""Write a world: account by account, so that memory does not grow with its size."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from groundswell.demo import landing, truth
from groundswell.demo.life import Life, make_life
from groundswell.demo.oracle import Oracle
from groundswell.demo.public import make_voices
from groundswell.demo.settings import DemoError, Settings
from groundswell.demo.shocks import cycles, shared_shocks
from groundswell.demo.tables import Folder


@dataclass(frozen=True)
class Written:
    """What was written: rows by `<folder>/<table>`, and what somebody who saw the truth could foretell of it."""

    out: Path
    rows: dict[str, int]
    oracle: Oracle


def write_polarity_world(settings: Settings, out: Path) -> Written:
    """Write the landing tables with a polarity for every message and no text, and the truth beside them.

    Raises:
        DemoError: *out* exists and is not an empty folder.
    """
    require_empty(out)
    schemas = {"interactions": landing.POLARITY_INTERACTIONS, "accounts": landing.ACCOUNTS, "events": landing.EVENTS,
               "usage_days": landing.USAGE_DAYS}  # fmt: skip
    shared, oracle = shared_shocks(settings), Oracle()
    with Folder(out / "landing", schemas) as tables, Folder(out / "truth", truth.SCHEMAS) as truths:
        truth.write_shocks(settings, [*cycles(settings), *shared], truths)
        landing.write_events(settings, shared, tables)
        for voices in make_voices(settings, shared):
            landing.write_voices(settings, voices, tables)
        for number in progress(settings):
            life = make_life(settings, number, shared)
            truth.write_life(settings, life, truths)
            oracle.see(settings, life)
            _write_landing(settings, life, tables)
    return written(out, oracle, tables, truths)


def _write_landing(settings: Settings, life: Life, tables: Folder) -> None:
    last = life.outcomes.last(settings)
    landing.write_account(settings, life, tables)
    landing.write_events(settings, [shock for shock in life.shocks if shock.starts < last], tables)
    actions = [action for action in life.interventions if action.day < last]
    landing.write_interventions(settings, life.account, actions, tables)
    landing.write_usage(settings, life, tables)
    landing.write_messages(settings, life, tables)


def progress(settings: Settings) -> tqdm:
    """The numbers of the accounts, with a bar where somebody looks at one."""
    return tqdm(range(settings.accounts), desc="accounts", unit="", disable=not sys.stderr.isatty())


def require_empty(out: Path) -> None:
    """Refuse a place where something is already.

    Raises:
        DemoError: *out* exists and is not an empty folder.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise DemoError(f"--out {out} exists already and is not an empty folder: name another, or remove it first")


def written(out: Path, oracle: Oracle, *folders: Folder) -> Written:
    """The rows of all tables of the folders, and the oracle."""
    rows = {f"{folder.path.name}/{name}": count for folder in folders for name, count in folder.rows.items()}
    return Written(out, rows, oracle)
