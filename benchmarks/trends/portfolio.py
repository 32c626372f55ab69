"""A written portfolio: TechCorp_2847, and accounts whose mood moves once, at a known day, by a known size."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

FIRST_DAY = date(2025, 1, 1)
N_DAYS = 434  # whole weeks
MESSAGE_SD = 0.4
MESSAGES_A_WEEK = (1, 2, 5, 10)
TECHCORP = (78, 76, 72, 71, 68, 64, 62, 58, 55, 53, 48, 45)
TECHCORP_BEFORE = 82  # for the 26 weeks before
STABLE_EVERY = 5  # every fifth account does not move
BREAK_SDS = (1.5, 2.5)
BREAK_DAYS = (120, N_DAYS - 60)


@dataclass(frozen=True)
class Planted:
    """An account and its one change: `size` is 0 where there is none."""

    account_id: str
    messages_a_week: int
    starts_on: date
    size: float
    mood_before: float


def write(folder: Path, n_accounts: int, seed: int) -> list[Planted]:
    """Write `interactions.parquet` into *folder*; what was planted, TechCorp_2847 apart."""
    rng = np.random.default_rng(seed)
    rows: list[tuple[str, datetime, float]] = list(_techcorp())
    planted = []
    for number in range(n_accounts):
        account = _plant(rng, number)
        planted.append(account)
        rows.extend(_messages(rng, account))
    folder.mkdir(parents=True)
    table = pa.table(
        {
            "interaction_id": [f"m{number}" for number in range(len(rows))],
            "channel": ["ticket"] * len(rows),
            "account_key": [row[0] for row in rows],
            "occurred_at": [row[1] for row in rows],
            "polarity": [round(row[2], 6) for row in rows],
        }
    )
    pq.write_table(table, folder / "interactions.parquet")
    return planted


def _techcorp() -> list[tuple[str, datetime, float]]:
    """Five messages in each of 38 weeks that end on the portfolio's last day."""
    weekly = [TECHCORP_BEFORE] * 26 + list(TECHCORP)
    start = N_DAYS - 7 * len(weekly)
    return [
        ("TechCorp_2847", _at(start + 7 * week + day), score / 50 - 1)
        for week, score in enumerate(weekly)
        for day in (0, 2, 3, 5, 6)
    ]


def _plant(rng: np.random.Generator, number: int) -> Planted:
    day = int(rng.integers(*BREAK_DAYS))
    stable = number % STABLE_EVERY == 0
    size = 0.0 if stable else float(rng.uniform(*BREAK_SDS) * MESSAGE_SD * rng.choice([-1, 1]))
    volume = MESSAGES_A_WEEK[number % len(MESSAGES_A_WEEK)]
    return Planted(f"A{number:04d}", volume, FIRST_DAY + timedelta(days=day), size, -size / 2)


def _messages(rng: np.random.Generator, account: Planted) -> list[tuple[str, datetime, float]]:
    counts = rng.poisson(account.messages_a_week / 7, N_DAYS)
    changed = (account.starts_on - FIRST_DAY).days
    return [
        (account.account_id, _at(day, hour), _score(rng, account, moved=day >= changed))
        for day in range(N_DAYS)
        for hour in range(counts[day])
    ]


def _score(rng: np.random.Generator, account: Planted, *, moved: bool) -> float:
    return float(np.clip(rng.normal(account.mood_before + (account.size if moved else 0), MESSAGE_SD), -1, 1))


def _at(day: int, hour: int = 0) -> datetime:
    return datetime.combine(FIRST_DAY + timedelta(days=day), time(8 + hour))
