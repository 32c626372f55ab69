"""The kinds of chart as Vega-Lite specifications, written with Altair, and the data that the page puts into them.

A specification takes half a second to write and depends on its axes alone, so pages of one process share it: read only.
Colours are CSS variables of `static/page.css`: one specification serves light and dark. Days are UTC milliseconds, so
that no reader's time zone moves them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache

import altair as alt

Rows = Iterable[dict[str, object]]


def utc_milliseconds(day: date) -> int:
    """The start of the day in UTC, as Vega counts time."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def in_milliseconds(ranges: Mapping[str, tuple[date, date]]) -> dict[str, list[int]]:
    """First and last days of the axes, by kind of chart, as the page wants them."""
    return {kind: [utc_milliseconds(day) for day in days] for kind, days in ranges.items()}


def table(rows: Rows, columns: Sequence[str]) -> dict[str, list]:
    """Rows as one list a column: far smaller than a name on every value. Dates become UTC milliseconds."""

    def plain(value: object) -> object:
        if isinstance(value, date):
            return utc_milliseconds(value)
        return round(value, 2) if isinstance(value, float) else value

    rows = list(rows)
    return {column: [plain(row[column]) for row in rows] for column in columns}


def score_domain(weeks: Rows) -> tuple[int, int]:
    """The vertical range that these weekly means need, in whole tens; a band that is wider is cut at its edge."""
    scores = [row["score"] for row in weeks if row["score"] is not None] or [50.0]
    return max(0, int((min(scores) - 3) // 10 * 10)), min(100, int(-((-max(scores) - 3) // 10) * 10))


def _x(first: date, last: date) -> alt.X:
    return alt.X(
        "day:T",
        # Not as milliseconds: the evaluator that needs no eval() takes one number for a year.
        scale=alt.Scale(
            type="utc", domain=[alt.DateTime(year=d.year, month=d.month, date=d.day, utc=True) for d in (first, last)]
        ),
        axis=alt.Axis(
            title=None,
            labelExpr="utcFormat(datum.value, utcmonth(datum.value) === 0 ? '%Y' : '%b')",
            tickCount="month",
            labelFlush=False,
            labelBound=6,
            labelSeparation=5,
            labelOverlap="greedy",
        ),
    )


def _y(field: str, domain: tuple[int, int], ticks: int) -> alt.Y:
    return alt.Y(
        f"{field}:Q",
        scale=alt.Scale(domain=list(domain), clamp=True, nice=False),
        axis=alt.Axis(title=None, tickCount=ticks, format="d"),
    )


def _events(x: alt.X, height: int) -> alt.LayerChart:
    """A dated rule for each event, up to its label; the page's script adds where that stands (top, side, text)."""
    top = alt.Y("top:Q", scale=None, axis=None)
    base = alt.Chart(alt.NamedData("events")).encode(x=x, y=top, tooltip=[alt.Tooltip("label:N", title="Event")])
    rules = base.mark_rule(color="var(--event)", strokeDash=[3, 3], strokeWidth=1).encode(y2=alt.value(height))
    text = base.encode(text="text:N")
    style = {"color": "var(--event-text)", "fontSize": 11, "baseline": "middle", "dy": 4}
    right = text.transform_filter("datum.side === 'right'").mark_text(align="left", dx=4, **style)
    left = text.transform_filter("datum.side === 'left'").mark_text(align="right", dx=-4, **style)
    return rules + right + left


def _finish(chart: alt.LayerChart, height: int) -> dict[str, object]:
    """The specification with what all charts share; width and padding are the page's to say."""
    configured = (
        chart.properties(height=height, autosize="none", background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor="var(--muted)",
            labelFontSize=11,
            gridColor="var(--grid)",
            domain=False,
            ticks=False,
            labelPadding=6,
            grid=True,
        )
        .configure_axisX(grid=False)
    )
    return configured.to_dict(context={"pre_transform": False})


@cache
def trend_spec(first: date, last: date, domain: tuple[int, int], height: int, point_size: int) -> dict[str, object]:
    """Weekly means with their interval; datasets series (day, score, low, high, messages), reference, events, marks.

    Args:
        first: First day of the horizontal axis.
        last: Its last day.
        domain: Vertical range in points, 0–100.
        height: Of the plot, in pixels.
        point_size: Of a week, in square pixels.
    """
    x, y = _x(first, last), _y("score", domain, 5)
    series = alt.Chart(alt.NamedData("series")).encode(x=x)
    tips = [
        alt.Tooltip("week:N", title="Week to"),
        alt.Tooltip("score:Q", title="Sentiment", format=".1f"),
        alt.Tooltip("interval:N", title="95 % interval"),
        alt.Tooltip("messages:Q", title="Scored messages", format=","),
    ]
    told = series.transform_calculate(
        week="utcFormat(datum.day, '%e %b %Y')",
        interval="isValid(datum.low) ? format(datum.low, '.1f') + ' to ' + format(datum.high, '.1f') : 'not known'",
    )
    band = series.mark_area(color="var(--band)", interpolate="linear").encode(
        y=_y("low", domain, 5), y2=alt.Y2("high:Q")
    )
    reference = (
        alt.Chart(alt.NamedData("reference")).mark_line(color="var(--reference)", strokeWidth=1.25).encode(x=x, y=y)
    )
    line = series.mark_line(color="var(--accent)", strokeWidth=2, strokeCap="round", strokeJoin="round").encode(y=y)
    points = told.mark_point(color="var(--accent)", filled=True, size=point_size, opacity=1).encode(y=y, tooltip=tips)
    # Releases come often: a tick at the foot of the plot, not a rule.
    marks = (
        alt.Chart(alt.NamedData("marks"))
        .mark_rule(color="var(--event)", strokeWidth=1.5)
        .encode(x=x, y=alt.value(height - 7), y2=alt.value(height), tooltip=[alt.Tooltip("label:N", title="Event")])
    )
    return _finish(band + reference + marks + _events(x, height) + line + points, height)


@cache
def account_spec(first: date, last: date, height: int = 220) -> dict[str, object]:
    """An account against its own band; datasets series, alerts (day, score, direction, label, reason) and events.

    A row of series has day, score (7-day mean), daily, messages, and the band: low, baseline, high.

    Args:
        first: First day of the horizontal axis.
        last: Its last day.
        height: Of the plot, in pixels.
    """
    domain = (0, 100)
    x, y = _x(first, last), _y("score", domain, 4)
    series = alt.Chart(alt.NamedData("series")).encode(x=x)
    band = series.mark_area(color="var(--band)").encode(y=_y("low", domain, 4), y2=alt.Y2("high:Q"))
    baseline = series.mark_line(color="var(--reference)", strokeDash=[5, 4], strokeWidth=1.25).encode(
        y=_y("baseline", domain, 4)
    )
    told = series.transform_calculate(on="utcFormat(datum.day, '%e %b %Y')")
    dots = told.mark_circle(color="var(--dot)", opacity=1).encode(
        y=_y("daily", domain, 4),
        size=alt.Size("messages:Q", scale=alt.Scale(domain=[1, 6], range=[12, 90], clamp=True), legend=None),
        tooltip=[
            alt.Tooltip("on:N", title="Day"),
            alt.Tooltip("daily:Q", title="Mean of the day", format=".1f"),
            alt.Tooltip("messages:Q", title="Scored messages"),
            alt.Tooltip("score:Q", title="7-day mean", format=".1f"),
            alt.Tooltip("baseline:Q", title="Own baseline", format=".1f"),
        ],
    )
    line = series.mark_line(color="var(--accent)", strokeWidth=2.25, strokeCap="round", strokeJoin="round").encode(y=y)
    alerts = (
        alt.Chart(alt.NamedData("alerts"))
        .mark_point(filled=True, size=130, opacity=1, stroke="var(--surface)", strokeWidth=1.5)
        .encode(
            x=x,
            y=y,
            shape=alt.condition(
                "datum.direction === 'improvement'", alt.value("triangle-up"), alt.value("triangle-down")
            ),
            color=alt.condition(
                "datum.direction === 'improvement'", alt.value("var(--improvement)"), alt.value("var(--decline)")
            ),
            tooltip=[alt.Tooltip("label:N", title="Alert"), alt.Tooltip("reason:N", title="Why")],
        )
    )
    return _finish(band + baseline + _events(x, height) + dots + line + alerts, height)


def _weeks(first: date, last: date) -> tuple[alt.Chart, alt.X]:
    """A chart of dataset weeks and its horizontal axis."""
    told = alt.Chart(alt.NamedData("weeks")).transform_calculate(on="utcFormat(datum.day, '%e %b %Y')")
    return told, _x(first, last)


def _count_axis(field: str) -> alt.Y:
    return alt.Y(
        f"{field}:Q",
        scale=alt.Scale(zero=True, nice=True),
        # whole numbers only: no more ticks than units, which tickMinStep does not keep to on a short axis
        axis=alt.Axis(title=None, tickCount=alt.ExprRef("clamp(floor(domain('y')[1]), 1, 3)"), format="d"),
    )


@cache
def tickets_spec(first: date, last: date, height: int = 132) -> dict[str, object]:
    """Tickets a week; dataset weeks (day, n_tickets)."""
    told, x = _weeks(first, last)
    bars = told.mark_bar(color="var(--accent)", size=8, cornerRadiusEnd=2).encode(
        x=x,
        y=_count_axis("n_tickets"),
        tooltip=[alt.Tooltip("on:N", title="Week to"), alt.Tooltip("n_tickets:Q", title="Tickets opened")],
    )
    return _finish(alt.layer(bars), height)


@cache
def usage_spec(first: date, last: date, height: int = 132) -> dict[str, object]:
    """People who use the product on a day of the week; dataset weeks (day, active_users)."""
    told, x = _weeks(first, last)
    users = told.mark_line(
        color="var(--accent)", strokeWidth=2, point=alt.OverlayMarkDef(size=22, color="var(--accent)", filled=True)
    ).encode(
        x=x,
        y=_count_axis("active_users"),
        tooltip=[
            alt.Tooltip("on:N", title="Week to"),
            alt.Tooltip("active_users:Q", title="Users on a day", format=".1f"),
        ],
    )
    return _finish(alt.layer(users), height)


@cache
def emotions_spec(first: date, last: date, emotions: tuple[str, ...], height: int = 132) -> dict[str, object]:
    """How strongly each emotion was felt in each week, the darker the stronger; dataset weeks (day, emotion, level)."""
    told, x = _weeks(first, last)
    unhappy = "indexof(['anger', 'frustration', 'confusion'], datum.emotion) >= 0"
    cells = told.mark_rect(width=9, height=height / len(emotions) - 3, cornerRadius=1.5).encode(
        x=x,
        y=alt.Y(
            "emotion:N",
            scale=alt.Scale(domain=list(emotions)),
            axis=alt.Axis(title=None, grid=False, labelLimit=90),
        ),
        color=alt.condition(unhappy, alt.value("var(--decline)"), alt.value("var(--improvement)")),
        opacity=alt.Opacity("level:Q", scale=alt.Scale(domain=[0, 0.6], range=[0.06, 1], clamp=True), legend=None),
        tooltip=[
            alt.Tooltip("on:N", title="Week to"),
            alt.Tooltip("emotion:N", title="Emotion"),
            alt.Tooltip("level:Q", title="Mean level, 0 to 1", format=".2f"),
        ],
    )
    return _finish(alt.layer(cells), height)
