"""A simulated portfolio of any size in seconds: messages with polarities, accounts, and the day that comes after."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

FIRST_DAY = "2024-01-01"
DAYS_A_MONTH = 30
MESSAGES_A_DAY = 2.74  # of an account: 10 million messages for 5,000 accounts over 24 months

# Every number comes from the hash of a row's own number: the same size gives the same rows.
_UNIFORM = "(hash({number} * 7919 + {salt}) % 1000003) / 1000003.0"

_ACCOUNTS = """
    select
        printf('A%05d', number) as account_id,
        ['Enterprise', 'Mid-market', 'Small business', 'Self-serve'][1 + number % 4] as segment,
        ['Gold', 'Silver', 'Bronze'][1 + number % 3] as tier,
        ['Ledger', 'Dispatch', 'Studio'][1 + number % 3] as product,
        ['onboarding', 'established'][1 + number % 2] as lifecycle_stage,
        printf('csm%02d', number % 40) as csm_owner,
        cast(1000 + 90000 * {u} as decimal(18, 2)) as arr,
        -- every fortieth account leaves
        case when number % 40 = 7 then date '{first_day}' + cast({days} * .6 as integer) end as churned_on
    from range({accounts}) as numbers (number)
"""

_MESSAGES = """
    with drawn as (
        select
            number,
            number % {accounts} as account,
            timestamp '{first_day}' + to_seconds(cast(86400 * {days} * {u1} as bigint)) as occurred_at,
            {u2} as kind,
            {u3} as noise,
            {u4} as delay
        from range({messages}) as numbers (number)
    )
    select
        printf('m%09d', number) as interaction_id,
        case when kind < .4 then 'ticket' when kind < .7 then 'email' when kind < .95 then 'chat' else 'survey' end
            as channel,
        case when kind < .4 then 'zendesk' when kind < .7 then 'mail' when kind < .95 then 'intercom' else 'forms' end
            as source,
        occurred_at,
        printf('A%05d', account) as account_key,
        printf('a%d', number % ({accounts} * 7)) as author_id,
        printf('t%d', number // 2) as thread_id,
        ['Ledger', 'Dispatch', 'Studio'][1 + account % 3] as product,
        ['Wrenfield', 'Quillmoor'][1 + account % 2] as brand,
        printf('team%d', number % 8) as team,
        -- most rows come within the hour, one in fifty up to three days later
        occurred_at + to_seconds(cast(case when delay < .02 then 259200 else 3600 end * noise as bigint)) as loaded_at,
        cast(
            greatest(-1, least(1, .3 * sin(account) + noise - .5 - case when kind < .4 then .3 else 0 end))
            as decimal(9, 6)
        ) as polarity
    from drawn
"""


@dataclass(frozen=True)
class Portfolio:
    """A landing folder without its last days, and the delivery of each of them beside it."""

    landing: Path
    last_days: tuple[Path, ...]

    def deliver(self, number: int) -> None:
        """Let one of the last days arrive."""
        delivery = self.last_days[number]
        delivery.rename(self.landing / "interactions" / delivery.name)


def write(folder: Path, accounts: int, months: int, n_last_days: int) -> Portfolio:
    """Write `accounts` and `interactions` into *folder*; what was loaded on the last days lies apart, a file a day."""
    interactions = folder / "landing" / "interactions"
    interactions.mkdir(parents=True)
    days = months * DAYS_A_MONTH
    sizes = {"first_day": FIRST_DAY, "days": days, "accounts": accounts,
             "messages": round(accounts * days * MESSAGES_A_DAY)}  # fmt: skip
    drawn = {f"u{salt}": _UNIFORM.format(number="number", salt=salt) for salt in (1, 2, 3, 4)}
    last_days = tuple(folder / f"day_{day}.parquet" for day in range(days - n_last_days, days))
    with duckdb.connect() as session:
        session.execute("set TimeZone = 'UTC'")
        _copy(session, _ACCOUNTS.format(u=drawn["u1"], **sizes), folder / "landing" / "accounts.parquet")
        session.execute(f"create temp table messages as {_MESSAGES.format(**drawn, **sizes)}")
        before = _loaded(0, days - n_last_days)
        _copy(session, f"from messages where {before}", interactions / "history.parquet")
        for day, path in zip(range(days - n_last_days, days), last_days, strict=True):
            _copy(session, f"from messages where {_loaded(day, day + 1)}", path)
    return Portfolio(folder / "landing", last_days)


def _loaded(first: int, end: int) -> str:
    """Loaded from one day on and before another, counted from the first."""
    return (
        f"loaded_at >= timestamp '{FIRST_DAY}' + to_days({first}) and "
        f"loaded_at < timestamp '{FIRST_DAY}' + to_days({end})"
    )


def _copy(session: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    session.execute(f"copy ({query}) to '{path}' (format parquet)")
