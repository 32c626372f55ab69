"""The two kinds of chart as Vega-Lite specifications, written with Altair, and the data that the page puts into them.

Colours are CSS variables of `static/page.css`: one specification serves light and dark. Days are UTC milliseconds, so
that no reader's time zone moves them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

import altair as alt

Rows = Iterable[dict[str, object]]


def utc_milliseconds(day: date) -> int:
    """The start of the day in UTC, as Vega counts time."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


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
