"""Writes the page: reads the marts, picks what to show, fills the template."""

from __future__ import annotations

import os
import tempfile
from datetime import date, timedelta
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from groundswell.dashboard import accounts, assets, charts, headline, panels, sparkline, trust, wording
from groundswell.dashboard.errors import PageError
from groundswell.dashboard.marts import RECENT_DAYS, SERIES_DAYS, TREND_WEEKS, AccountSeries, Marts, Snapshot

MAX_ALERTS = 40


def write_page(database: Path, out: Path, notice: str | None = None, currency: str = "USD") -> Path:
    """Write one self-contained HTML page about a serving file.

    Args:
        database: A DuckDB file with schema `marts`; opened for reading only.
        out: The file to write; its folder is made if need be, an older page is replaced in one step.
        notice: Shown in a banner on top, such as "Invented data".
        currency: Currency of the accounts' ARR (var `reporting_currency`), an ISO code.

    Returns:
        The file written.

    Raises:
        PageError: The database is missing, is no DuckDB file or holds no marts, or `out` cannot be written.
    """
    with Marts(Path(database)) as marts:
        snapshot = marts.snapshot()
        series = AccountSeries([], [], [])
        chosen = []
        if snapshot is not None:
            chosen = accounts.worst(snapshot.accounts)
            series = marts.account_series([row["account_id"] for row in chosen], snapshot.as_of)
    if snapshot is None:
        html = environment().get_template("empty.html.j2").render(notice=notice, css=assets.static("page.css"))
    else:
        html = _render(snapshot, accounts.cards(chosen, series, snapshot.as_of), notice, currency)
    return replace_file(Path(out), html)


def environment() -> Environment:
    """Where the templates are, and how they write what the marts hold."""
    templates = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,  # names and titles come from customers' systems
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = (wording.score, wording.change, wording.count, wording.share, wording.day, wording.term)
    templates.filters |= {function.__name__: function for function in filters}
    templates.filters |= {"direction": wording.direction, "plural": wording.plural}
    templates.filters |= {"distance": wording.event_distance, "standing": wording.standing}
    return templates


def _render(snapshot: Snapshot, cards: list[accounts.AccountCard], notice: str | None, currency: str) -> str:
    trend = panels.panels(snapshot)
    ranges = {**panels.trend_ranges(snapshot), "account": _account_range(snapshot)}
    unjudged = accounts.unjudged(snapshot.accounts)
    payload = {
        "specs": {
            **panels.trend_specs(snapshot),
            "account": charts.account_spec(*ranges["account"]),
        },
        "ranges": charts.in_milliseconds(ranges),
        "data": {chart.chart_id: chart.data for chart in [*trend, *cards]},
    }
    return render(
        "page.html.j2",
        payload,
        snapshot=snapshot,
        notice=notice,
        money=lambda value: wording.money(value, currency),
        sentence=headline.sentence(snapshot, currency),
        figures=headline.figures(snapshot, currency),
        panels=trend,
        hidden_groups=panels.hidden_groups(snapshot),
        events=snapshot.shared_events[::-1],
        alerts=snapshot.alerts[:MAX_ALERTS],
        hidden_alerts=max(0, len(snapshot.alerts) - MAX_ALERTS),
        cards=cards,
        any_worse=any(card.tone == "worse" for card in cards),
        card_of={card.row["account_id"]: card.chart_id for card in cards},
        unjudged=unjudged[: accounts.MAX_NAMED],
        n_unjudged=len(unjudged),
        n_silent=accounts.silent_this_week(snapshot.accounts),
        minimum_days=accounts.minimum_days(snapshot.trust),
        trust=trust.trust(snapshot.trust),
        policy=trust.policy_words(snapshot.policy),
        recent_days=RECENT_DAYS,
        series_days=SERIES_DAYS,
        trend_weeks=TREND_WEEKS,
        sparkline=sparkline,
    )


def render(template: str, payload: dict[str, object], **values: object) -> str:
    """A page with charts: the template, and in it all that it needs to draw them.

    Args:
        template: A file of `templates/`.
        payload: What `page.js` reads: `specs` and `ranges` by kind of chart, `data` by chart.
        values: What the template itself asks for.
    """
    library, script = assets.chart_library(), assets.static("page.js")
    carried = {
        "payload": payload,
        "css": assets.static("page.css"),
        "library": library,
        "script": script,
        "script_hashes": " ".join(map(assets.content_hash, (library, script))),
    }
    return environment().get_template(template).render(**carried, **values)


def _account_range(snapshot: Snapshot) -> tuple[date, date]:
    return snapshot.as_of - timedelta(days=SERIES_DAYS - 1), snapshot.as_of


def usual_mode() -> int:
    """The rights of a file that is simply opened for writing: a temporary file has fewer, and the umask decides."""
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def replace_file(out: Path, html: str) -> Path:
    """Write beside the target, then rename: a reader sees the old page or the new one, never half of one.

    Raises:
        PageError: `out` cannot be written.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=out.parent, suffix=".html", delete=False) as file:
            file.write(html)
        Path(file.name).chmod(usual_mode())
        Path(file.name).replace(out)
    except OSError as error:
        raise PageError(f"The page cannot be written to {out}: {error.strerror or error}") from error
    return out
