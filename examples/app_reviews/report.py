"""Read the marts of the app reviews and print what they say, app by app.

    python examples/app_reviews/report.py --database warehouse/app_reviews.duckdb [--out warehouse/app_reviews_report]

Reads only the schema `marts` of a serving file, read-only. The stars never enter a score, so their correlation with
the scored sentiment is a check from outside.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb

MINIMUM_REVIEWS = 10  # months with fewer scored reviews are listed, and left out of the second correlation by month

REVIEWS = """
create temp view reviews as
select
    product as app,
    cast(date_trunc('month', occurred_at) as date) as month,
    cast(polarity as double) as polarity,
    rating as stars
from marts.fct_interactions
where is_customer_sentiment and rating_scale = 'stars_1_5' and product is not null
"""

# A row per app and month. Sentiment is on 0 to 100, 50 is the middle. Both means are over the reviews with a score.
MONTHLY = """
create temp view monthly as
select
    app,
    month,
    count(*) as reviews,
    count(polarity) as scored,
    avg(50 * (polarity + 1)) as sentiment,
    avg(case when polarity is not null then stars end) as mean_stars
from reviews
group by app, month
"""

# Pearson's r is NULL where one of the two never varies. The last row is all apps together.
AGREEMENT = f"""
with by_text as (
    select coalesce(app, 'all apps') as app, count(*) as reviews, count(polarity) as scored, corr(polarity, stars) as r
    from reviews
    group by rollup (app)
),

by_month as (
    select
        coalesce(app, 'all apps') as app,
        count(*) as months,
        corr(sentiment, mean_stars) as r,
        count(*) filter (where scored >= {MINIMUM_REVIEWS}) as months_used,
        corr(sentiment, mean_stars) filter (where scored >= {MINIMUM_REVIEWS}) as r_used
    from monthly
    group by rollup (app)
)

select app, reviews, scored, by_text.r as r_by_text, months, by_month.r as r_by_month, months_used, r_used
from by_text
left join by_month using (app)
order by app = 'all apps', reviews desc
"""

ALERTS = """
select
    alerts.opened_on,
    alerts.entity_id as app,
    alerts.direction,
    alerts.tier,
    -- points of 100; of a storm the people who wrote, which the mart holds as square roots
    case when alerts.direction in ('crisis', 'volume') then alerts.baseline * alerts.baseline
    else 50 * (alerts.baseline + 1) end as baseline,
    case when alerts.direction in ('crisis', 'volume') then alerts.current_value * alerts.current_value
    else 50 * (alerts.current_value + 1) end as at_opening,
    alerts.closed_on,
    nearest.title as nearest_release,
    nearest.days_from_event as days_after_release
from marts.fct_alerts as alerts
left join (
    select alert_id, title, days_from_event
    from marts.fct_alert_events
    where event_type = 'release'
    qualify row_number() over (
        partition by alert_id order by abs(days_from_event), days_from_event < 0, event_id
    ) = 1
) as nearest using (alert_id)
where alerts.entity_type = 'product' and alerts.is_default_policy
order by app, opened_on, direction
"""


def cell(value: object) -> str:
    """A value as it is printed: numbers short, nothing for NULL, long titles cut."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    text = f"{value:%Y-%m-%d}" if isinstance(value, date | datetime) else str(value).replace("|", "/")
    return text if len(text) <= 48 else text[:47] + "…"


def table(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """An aligned Markdown table: numbers to the right, the rest to the left."""
    cells = [list(headers), *[[cell(value) for value in row] for row in rows]]
    widths = [max(3, *(len(line[column]) for line in cells)) for column in range(len(headers))]
    is_number = [any(isinstance(row[column], int | float) for row in rows) for column in range(len(headers))]

    def line(values: Sequence[str]) -> str:
        padded = zip(values, widths, is_number, strict=True)
        return "| " + " | ".join(v.rjust(width) if right else v.ljust(width) for v, width, right in padded) + " |"

    rule = ["-" * (width - 1) + ":" if right else "-" * width for width, right in zip(widths, is_number, strict=True)]
    return "\n".join([line(cells[0]), line(rule), *[line(values) for values in cells[1:]]])


def monthly_table(connection: duckdb.DuckDBPyConnection) -> str:
    """One line a month, one column an app: sentiment 0-100 beside mean stars."""
    rows = connection.sql("select month, app, sentiment, mean_stars from monthly order by month, app").fetchall()
    apps = sorted({app for _, app, _, _ in rows})
    by_month: dict[date, dict[str, str]] = {}
    for month, app, sentiment, stars in rows:
        shown = "not scored" if sentiment is None else f"{sentiment:4.0f} {stars:4.1f}"
        by_month.setdefault(month, {})[app] = shown
    lines = [[f"{month:%Y-%m}", *[cells.get(app) for app in apps]] for month, cells in by_month.items()]
    return table(["month", *apps], lines)


def report(database: Path, out: Path | None = None) -> str:
    """Return the report as Markdown; with `out`, also write it there with monthly.csv, agreement.csv and alerts.csv."""
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute(REVIEWS)
        connection.execute(MONTHLY)
        results = {
            "monthly": connection.sql("from monthly order by app, month"),
            "agreement": connection.sql(AGREEMENT),
            "alerts": connection.sql(ALERTS),
        }
        tables = {name: (result.columns, result.fetchall()) for name, result in results.items()}
        policies = connection.sql("select distinct policy from marts.fct_alerts where is_default_policy").fetchall()
        text = "\n\n".join(
            [
                "## Sentiment (0-100) and mean stars (1-5) by month",
                monthly_table(connection),
                "## Agreement of sentiment with stars (Pearson's r)",
                table(*tables["agreement"]),
                f"r_used: by month, over the months with at least {MINIMUM_REVIEWS} scored reviews.",
                f"## Alerts of the default policy ({', '.join(name for (name,) in policies) or 'none opened'})",
                table(*tables["alerts"]) if tables["alerts"][1] else "No alert on any app.",
                "",
            ]
        )
    if out:
        out.mkdir(parents=True, exist_ok=True)
        (out / "report.md").write_text(text, encoding="utf-8")
        for name, (columns, rows) in tables.items():
            with (out / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                csv.writer(file, lineterminator="\n").writerows([columns, *rows])
    return text


def main() -> int:
    """Command line: exit code 2 when there is no serving file with marts of app reviews."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", type=Path, required=True, help="serving file of the run")
    parser.add_argument("--out", type=Path, help="folder for report.md and the tables as CSV")
    arguments = parser.parse_args()
    try:
        print(report(arguments.database, arguments.out))
    except (duckdb.IOException, duckdb.CatalogException) as error:
        print(f"{arguments.database} is not a serving file with the marts of a finished run:\n{error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
