"""Interventions that do nothing, given to accounts that seem to have dipped: where chance looks most like success.

A dip that is seen is partly chance, and that part goes back by itself. One kind is given on any day of a dip; the other
on the first, by somebody who acts at once, when a true fall is still under way.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

ANY_DAY, FIRST_DAY = "Placebo on a day of a dip", "Placebo at its first sign"
KINDS = (ANY_DAY, FIRST_DAY)
EVERY = 5  # of the accounts without an intervention, each fifth gets the one, each fifth the other
DEEPEST = -0.10  # polarity, from which a dip is one
DAYS_LEFT = 80  # of the world afterwards

_PLACEBOS = """
with messages as (
    select account_key as account_id, cast(occurred_at as date) as day, cast(polarity as double) as polarity
    from read_parquet($interactions)
    where account_key is not null and polarity is not null
),
days as (
    select distinct account_id, day, hash(account_id) % $every as lot
    from messages
    where day <= (select max(day) from messages) - $days_left
      and lot < 2
      and account_id not in (
          select scope_id from read_parquet($events) where event_type = 'intervention' and scope_id is not null
      )
),
dips as (
    select
        days.account_id,
        days.day,
        days.lot,
        avg(case when messages.day > days.day - 28 then polarity end)
        - avg(case when messages.day <= days.day - 91 then polarity end) as dip,
        sum(case when messages.day > days.day - 28 then 1 else 0 end) as n_recent,
        sum(case when messages.day <= days.day - 91 then 1 else 0 end) as n_usual
    from days
    inner join messages
        on days.account_id = messages.account_id and messages.day between days.day - 270 and days.day
    group by all
),
chosen as (
    select * from dips where n_recent >= 8 and n_usual >= 8 and dip <= $deepest
    -- never the deepest of all: that one is chosen by what came after it
    qualify row_number() over (
        partition by account_id order by case lot when 0 then hash(account_id || cast(day as text)) end, day
    ) = 1
)
select
    'P-' || account_id as event_id, 'intervention' as event_type,
    cast(day + 1 as timestamp) + interval 10 hour as started_at, 'account' as scope, account_id as scope_id,
    case lot when 0 then $any_day else $first_day end as title,
    cast(day + 1 as timestamp) + interval 17 hour as loaded_at
from chosen
order by account_id
"""


def add_placebos(landing: Path) -> int:
    """Add them to the events of a landing folder; how many there are."""
    events = landing / "events.parquet"
    values = {"interactions": str(landing / "interactions.parquet"), "events": str(events), "days_left": DAYS_LEFT,
              "every": EVERY, "deepest": DEEPEST, "any_day": ANY_DAY, "first_day": FIRST_DAY}  # fmt: skip
    with duckdb.connect() as session:
        session.execute("set TimeZone = 'UTC'")
        session.execute(f"create table placebos as {_PLACEBOS}", values)
        session.execute("create table given as select * from read_parquet($events)", {"events": str(events)})
        session.execute("insert into given by name select * from placebos")
        session.execute(f"copy (select * from given order by event_id) to '{events}' (format parquet)")
        return session.execute("select count(*) from placebos").fetchone()[0]
