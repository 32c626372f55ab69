"""Writes the folder: the agenda, one page that draws any account, and a small file for each account.

Nothing is fetched from a server: a page that is opened from the file system may load scripts that lie beside it, so an
account's data are a script that calls `groundswellAccount`.
"""

from __future__ import annotations

import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

from jinja2 import Environment

from groundswell.dashboard import accounts, assets, charts, panels, sparkline, wording
from groundswell.dashboard.errors import PageError
from groundswell.dashboard.marts import SERIES_DAYS, TREND_WEEKS, Marts, Row, Snapshot
from groundswell.dashboard.page import environment
from groundswell.dashboard.review import account, agenda
from groundswell.dashboard.review.guide import GLOSSARY

NEEDS = (
    "mart_weekly_review",
    "mart_review_accounts",
    "mart_account_standings",
    "mart_account_weeks",
    "mart_next_actions",
    "mart_next_action_steps",
    "fct_alert_evidence",
)
MARKER = ".groundswell-review"


def write_review(database: Path, out: Path, notice: str | None = None, currency: str = "USD") -> Path:
    """Write the weekly review of a serving file as a folder of static pages.

    Args:
        database: A DuckDB file with schema `marts`; opened for reading only.
        out: The folder to write; an older review there is replaced as a whole.
        notice: Shown in a banner on top, such as "Simulated data".
        currency: Currency of the accounts' ARR (var `reporting_currency`), an ISO code.

    Returns:
        The first page.

    Raises:
        PageError: The database cannot be read or holds no review, or `out` is no review or cannot be written.
    """
    out = Path(out)
    if out.exists() and not (out / MARKER).is_file():
        raise PageError(f"{out} exists and is no review that was written here: move it away or name another folder.")
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        draft.mkdir(parents=True)
        (draft / MARKER).touch()
        with Marts(Path(database), needs=NEEDS) as marts:
            _Writer(marts, draft, notice, currency).write()
        if out.exists():
            shutil.rmtree(out)
        draft.rename(out)
    except OSError as error:
        raise PageError(f"The review cannot be written to {out}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return out / "index.html"


class _Writer:
    """One folder in the making."""

    def __init__(self, marts: Marts, folder: Path, notice: str | None, currency: str) -> None:
        self._marts = marts
        self._folder = folder
        self._notice = notice
        self._currency = currency
        self._environment: Environment = environment()

    def write(self) -> None:
        snapshot, found = self._marts.snapshot(), agenda.read(self._marts)
        if snapshot is None or found is None:
            html = self._environment.get_template("empty.html.j2").render(
                notice=self._notice, css=assets.static("page.css")
            )
            (self._folder / "index.html").write_text(html, encoding="utf-8")
            return
        rows = self._marts.rows("review_accounts")
        self._write_library()
        self._write_index(rows)
        self._write_agenda(found, snapshot, rows)
        self._write_accounts(found, rows)

    def _write_library(self) -> None:
        folder = self._folder / "assets"
        folder.mkdir()
        (folder / "charts.js").write_text(assets.chart_library(), encoding="utf-8")
        for name in ("page.js", "review.js", "account.js"):
            (folder / name).write_text(assets.static(name), encoding="utf-8")

    def _write_index(self, rows: list[Row]) -> None:
        listed = [account.index_row(row, self._money(row["arr"])) for row in rows]
        text = f"const groundswellAccounts = {_script_text(listed)};\n"
        (self._folder / "assets" / "accounts.js").write_text(text, encoding="utf-8")

    def _write_agenda(self, found: agenda.Agenda, snapshot: Snapshot, rows: list[Row]) -> None:
        trend = panels.panels(snapshot)
        payload = {
            "specs": panels.trend_specs(snapshot),
            "ranges": charts.in_milliseconds(panels.trend_ranges(snapshot)),
            "data": {chart.chart_id: chart.data for chart in trend},
        }
        unjudged = accounts.unjudged(rows)
        self._render(
            "review.html.j2",
            "index.html",
            payload=payload,
            agenda=found,
            figures=found.section("figure"),
            n_cards=agenda.FIRST_FIGURES,
            scale=agenda.Scale.of([row for row in (found.headline, *found.section("change")) if row]),
            owners=_names(rows, "csm_owner"),
            segments=_names(rows, "segment"),
            n_accounts=len(rows),
            shown_at_once=agenda.SHOWN_AT_ONCE,
            shown_events=agenda.SHOWN_EVENTS,
            snapshot=snapshot,
            panels=trend,
            hidden_groups=panels.hidden_groups(snapshot),
            events=snapshot.shared_events[::-1],
            trend_weeks=TREND_WEEKS,
            unjudged=unjudged[: accounts.MAX_NAMED],
            n_unjudged=len(unjudged),
            n_silent=accounts.silent_this_week(rows),
            minimum_days=accounts.minimum_days(snapshot.trust),
            sparkline=sparkline,
        )

    def _write_accounts(self, found: agenda.Agenda, rows: list[Row]) -> None:
        as_of = found.week_end_on
        first = as_of - timedelta(days=SERIES_DAYS - 1)
        kinds = ("account", "tickets", "usage", "emotions")
        payload = {
            "specs": {
                "account": charts.account_spec(first, as_of, 260),
                "tickets": charts.tickets_spec(first, as_of),
                "usage": charts.usage_spec(first, as_of),
                "emotions": charts.emotions_spec(first, as_of, account.EMOTIONS),
            },
            "ranges": charts.in_milliseconds(dict.fromkeys(kinds, (first, as_of))),
        }
        self._render("account.html.j2", "account.html", payload=payload, week_end_on=as_of)
        folder = self._folder / "accounts"
        folder.mkdir()
        body = self._environment.get_template("account_body.html.j2")
        for number, page in enumerate(account.pages(self._marts, rows, as_of)):
            html = body.render(page=page, row=page.row, as_of=as_of, money=self._money, days=SERIES_DAYS)
            data = {"id": page.row["account_id"], "name": page.row["account_name"], "html": html, "data": page.charts}
            (folder / f"{number:05}.js").write_text(f"groundswellAccount({_script_text(data)});\n", encoding="utf-8")

    def _render(self, template: str, name: str, **values: object) -> None:
        html = self._environment.get_template(template).render(
            notice=self._notice,
            css=assets.static("page.css") + assets.static("review.css"),
            money=self._money,
            glossary=GLOSSARY,
            **values,
        )
        (self._folder / name).write_text(html, encoding="utf-8")

    def _money(self, value: float | None) -> str:
        return wording.money(value, self._currency)


def _script_text(data: object) -> str:
    """Data as JavaScript. What could end a script element is written otherwise."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _names(rows: list[Row], column: str) -> list[str]:
    return sorted({row[column] for row in rows if row[column]}, key=str.casefold)
