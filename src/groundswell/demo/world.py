"""Write a world: account by account, so that memory does not grow with its size."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from tqdm import tqdm

from groundswell.demo import landing, landing_texts, truth
from groundswell.demo.life import Life, make_life
from groundswell.demo.oracle import Oracle
from groundswell.demo.public import make_voices
from groundswell.demo.raw import delighted, gong, intercom, product_usage, reviews, salesforce, stripe, zendesk
from groundswell.demo.raw.told import tell
from groundswell.demo.settings import DemoError, Settings
from groundswell.demo.shocks import Shock, cycles, shared_shocks
from groundswell.demo.tables import Folder
from groundswell.demo.traffic import CHANNELS

CONNECTORS: dict[str, ModuleType] = {
    "zendesk": zendesk, "intercom": intercom, "salesforce": salesforce, "gong": gong, "delighted": delighted,
    "reviews": reviews, "product_usage": product_usage, "stripe": stripe,
}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """What was written: rows by `<folder>/<table>`, and what somebody who saw the truth could foretell of it."""

    out: Path
    rows: dict[str, int]
    oracle: Oracle


def write_world(settings: Settings, out: Path) -> Written:
    """Write raw tables of every connector, landing tables of the rest, all with texts, and the truth beside them.

    Raises:
        DemoError: *out* exists and is not an empty folder.
    """
    require_empty(out)
    schemas = {"interactions": landing.INTERACTIONS, "events": landing.EVENTS, "contacts": landing.CONTACTS,
               "feedback": landing.FEEDBACK}  # fmt: skip
    with ExitStack() as stack:
        tables = stack.enter_context(Folder(out / "landing", schemas))
        truths = stack.enter_context(Folder(out / "truth", truth.SCHEMAS))
        raw = {name: stack.enter_context(Folder(out / "raw" / name, module.SCHEMAS))
               for name, module in CONNECTORS.items()}  # fmt: skip
        shared, oracle = _write_shared(settings, tables, truths), Oracle()
        for name in ("zendesk", "intercom", "salesforce"):
            CONNECTORS[name].write_world(settings, raw[name])
        landing_texts.write_strays(settings, tables)
        for voices in make_voices(settings, shared):
            truth.write_voices(voices, truths, has_connectors=True)
            if voices.channel == "review":
                reviews.write_reviews(settings, voices, raw["reviews"])
            else:
                landing_texts.write_voices(settings, voices, tables)
        for life in _lives(settings, shared, truths, oracle):
            told = tell(settings, life)
            truth.write_told(told, truths, has_connectors=True)
            landing_texts.write_account(told, tables)
            _write_events(settings, life, tables, [shock for shock in life.shocks if not _in_a_connector(life, shock)])
            for name, module in CONNECTORS.items():
                if name != "reviews":
                    module.write_account(told, raw[name])
    return _written(out, oracle, tables, truths, *raw.values())


def write_landing_world(settings: Settings, out: Path) -> Written:
    """Write everything as landing tables, with texts, and the truth beside them.

    Raises:
        DemoError: *out* exists and is not an empty folder.
    """
    require_empty(out)
    schemas = {"interactions": landing.INTERACTIONS, "accounts": landing.ACCOUNTS, "contacts": landing.CONTACTS,
               "events": landing.EVENTS, "usage_days": landing.USAGE_DAYS, "feedback": landing.FEEDBACK}  # fmt: skip
    with Folder(out / "landing", schemas) as tables, Folder(out / "truth", truth.SCHEMAS) as truths:
        shared, oracle = _write_shared(settings, tables, truths), Oracle()
        landing_texts.write_strays(settings, tables)
        for voices in make_voices(settings, shared):
            truth.write_voices(voices, truths, has_connectors=False)
            landing_texts.write_voices(settings, voices, tables)
        for life in _lives(settings, shared, truths, oracle):
            told = tell(settings, life)
            truth.write_told(told, truths, has_connectors=False)
            landing.write_account(settings, life, tables)
            landing.write_usage(settings, life, tables)
            landing_texts.write_account(told, tables, CHANNELS)
            _write_events(settings, life, tables, life.shocks)
    return _written(out, oracle, tables, truths)


def write_polarity_world(settings: Settings, out: Path) -> Written:
    """Write landing tables with a polarity for every message of a customer and no text, and the truth beside them.

    Raises:
        DemoError: *out* exists and is not an empty folder.
    """
    require_empty(out)
    schemas = {"interactions": landing.POLARITY_INTERACTIONS, "accounts": landing.ACCOUNTS, "events": landing.EVENTS,
               "usage_days": landing.USAGE_DAYS}  # fmt: skip
    true_schemas = {name: columns for name, columns in truth.SCHEMAS.items() if name != "messages"}
    with Folder(out / "landing", schemas) as tables, Folder(out / "truth", true_schemas) as truths:
        shared, oracle = _write_shared(settings, tables, truths), Oracle()
        for voices in make_voices(settings, shared):
            landing.write_voices(settings, voices, tables)
        for life in _lives(settings, shared, truths, oracle):
            landing.write_account(settings, life, tables)
            landing.write_usage(settings, life, tables)
            landing.write_messages(settings, life, tables)
            _write_events(settings, life, tables, life.shocks)
    return _written(out, oracle, tables, truths)


def _write_shared(settings: Settings, tables: Folder, truths: Folder) -> list[Shock]:
    """Write what happens to many at once; returns it."""
    shared = shared_shocks(settings)
    truth.write_shocks(settings, [*cycles(settings), *shared], truths)
    landing.write_events(settings, shared, tables)
    return shared


def _lives(settings: Settings, shared: list[Shock], truths: Folder, oracle: Oracle) -> Iterator[Life]:
    """Every account in turn, with a bar where somebody looks at one; the truth about it is written on the way."""
    for number in tqdm(range(settings.accounts), desc="accounts", unit="", disable=not sys.stderr.isatty()):
        life = make_life(settings, number, shared)
        truth.write_life(settings, life, truths)
        oracle.see(settings, life)
        yield life


def _write_events(settings: Settings, life: Life, tables: Folder, shocks: list[Shock]) -> None:
    """The account's own events and what was done about it, while it was a customer."""
    last = life.outcomes.last(settings)
    landing.write_events(settings, [shock for shock in shocks if shock.starts < last], tables)
    actions = [action for action in life.interventions if action.day < last]
    landing.write_interventions(settings, life.account, actions, tables)


def _in_a_connector(life: Life, shock: Shock) -> bool:
    """Whether an event comes from the CRM or from billing, and not as a landing row."""
    if shock.kind == "billing":
        return stripe.failed_payment(life.account.number, shock.starts)
    return shock.kind == "csm_touchpoint"


def require_empty(out: Path) -> None:
    """Refuse a place where something is already.

    Raises:
        DemoError: *out* exists and is not an empty folder.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise DemoError(f"--out {out} exists already and is not an empty folder: name another, or remove it first")


def _written(out: Path, oracle: Oracle, *folders: Folder) -> Written:
    """The rows of all tables of the folders, and the oracle."""
    rows = {
        str(folder.path.relative_to(out) / name): count for folder in folders for name, count in folder.rows.items()
    }
    return Written(out, rows, oracle)
