"""`python -m benchmarks.detection.reviews`: dated events of real apps against the alerts on their public reviews.

    make example-app-reviews
    python -m benchmarks.detection.reviews

An event is found if the default policy alerts on its app between a day before its start and three days after its end.
The thresholds were chosen with these events in sight: they show that nothing broke, not what others would find.
"""

from __future__ import annotations

import statistics
from pathlib import Path

import click
import duckdb

FOUND = """
    select
        events.app, events.starts_on, events.what,
        min(date_diff('day', events.starts_on, alerts.opened_on)) as delay,
        string_agg(concat(alerts.reason_code, ' ', alerts.opened_on), ', ' order by alerts.opened_on) as told
    from events
    left join alerts
        on alerts.entity_id = events.app and alerts.opened_on between events.starts_on - 1 and events.ends_on + 3
    group by events.app, events.starts_on, events.what
    order by events.starts_on, events.app
"""
PACE = """
    select alerts.reason_code, count(*) as n,
        (select count(*) / 365.25 from fct_entity_days where entity_type = 'product' and history_days >= 60) as years
    from alerts group by alerts.reason_code order by alerts.reason_code
"""


@click.command()
@click.option("--database", default="warehouse/app_reviews/app_reviews.duckdb", show_default=True, type=Path)
@click.option("--events", default="../shared/data/app_reviews/known_events.csv", show_default=True, type=Path,
              help="CSV: app, start, end, what.")  # fmt: skip
def main(database: Path, events: Path) -> None:
    """Say which dated events were found, after how many days, and how many alerts there were for an app and year."""
    with duckdb.connect(str(database), read_only=True) as session:
        session.sql("set search_path = 'marts'")
        session.sql(
            "create temp view events as select replace(app, '_', ' ') as app, cast(start as date) as starts_on, "
            f"cast(\"end\" as date) as ends_on, what from read_csv('{events}')"
        )
        session.sql(
            "create temp view alerts as select entity_id, opened_on, reason_code from fct_alerts "
            "where is_default_policy and entity_type = 'product' and direction <> 'improvement'"
        )
        found, pace = session.sql(FOUND).fetchall(), session.sql(PACE).fetchall()
    for app, day, what, _, told in found:
        print(f"{app:16} {day}  {what[:45]:45}  {told or '-'}")
    delays = [delay for *_, delay, _ in found if delay is not None]
    print(f"\n{len(delays)} of {len(found)} found, median delay {statistics.median(delays) if delays else '-'} days")
    print("alerts for an app and year: " + ", ".join(f"{code} {n / years:.2f}" for code, n, years in pace), end="")
    print(f"; together {sum(n / years for _, n, years in pace):.2f}")


if __name__ == "__main__":
    main()
