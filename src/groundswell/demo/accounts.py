"""Who the customers are: everything about an account that does not change by the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from groundswell.demo import constants as c
from groundswell.demo import names
from groundswell.demo.randomness import generator
from groundswell.demo.settings import Settings

BLOCK = sum(c.REGIME_DECK.values())


@dataclass(frozen=True)
class Account:
    """One invented customer. Days are numbers, the world's first is 0; `start` is negative for older customers."""

    number: int
    account_id: str
    name: str
    domain: str
    parent_id: str | None
    segment: str
    tier: str
    region: str
    product: str
    csm_owner: str
    arr: float
    start: int
    renewal: int
    regime: str
    rate: float
    base_mood: float
    contacts: tuple[names.Contact, ...]

    @property
    def brand(self) -> str:
        """Brand of its product."""
        return c.PRODUCTS[self.product][1]

    @property
    def volume_band(self) -> str:
        """How much it writes."""
        return "low" if self.rate < c.LOW_BAND else "high" if self.rate >= c.HIGH_BAND else "medium"

    @property
    def first(self) -> int:
        """Its first day in the world."""
        return max(0, self.start)


def regime_of(settings: Settings, number: int) -> str:
    """The planted regime of an account: every block of forty holds the deck once, shuffled."""
    deck = [regime for regime, cards in c.REGIME_DECK.items() for _ in range(cards)]
    return deck[generator(settings.seed, "regimes", number // BLOCK).permutation(BLOCK)[number % BLOCK]]


def make_account(settings: Settings, number: int) -> Account:
    """Account *number* of the world, from 0. It depends on the seed and the months alone, not on the other accounts."""
    rng = generator(settings.seed, "accounts", number)
    segment = pick(rng, {name: row[0] for name, row in c.SEGMENTS.items()})
    region = pick(rng, {name: row[0] for name, row in c.REGIONS.items()})
    product = pick(rng, {name: row[0] for name, row in c.PRODUCTS.items()})
    _, median_arr, arr_sd, volume = c.SEGMENTS[segment]
    arr = round(median_arr * float(np.exp(rng.normal(0, arr_sd))), -2)
    regime = regime_of(settings, number)
    tenure = int(rng.integers(c.ONBOARDING_DAYS, c.LONGEST_TENURE_DAYS))
    start = int(settings.n_days * rng.uniform(0.25, 0.7)) if regime == "new" else -tenure
    median, log_sd, most = c.MESSAGES_A_WEEK
    rate = min(most, median * volume * float(np.exp(rng.normal(0, log_sd))))
    people = min(c.CONTACTS_MOST, 2 + round(c.CONTACTS_PER_LOG_RATE * float(np.log1p(rate))))
    has_parent = rng.random() < c.PARENT_SHARE and number % BLOCK > 0
    parent = number - int(rng.integers(1, number % BLOCK + 1)) if has_parent else None
    name = names.company(settings.seed, number)
    domain = names.domain(name)
    return Account(
        number=number,
        account_id=account_id(number),
        name=name,
        domain=domain,
        parent_id=None if parent is None else account_id(parent),
        segment=segment,
        tier="Gold" if arr >= c.GOLD_ARR else "Silver" if arr >= c.SILVER_ARR else "Bronze",
        region=region,
        product=product,
        csm_owner=names.csm(number // c.ACCOUNTS_PER_CSM),
        arr=float(arr),
        start=start,
        renewal=first_renewal(settings, start),
        regime=regime,
        rate=rate,
        base_mood=float(np.clip(rng.normal(*c.BASE_MOOD), -0.4, 0.6)),
        contacts=names.contacts(settings.seed, number, domain, people),
    )


def account_id(number: int) -> str:
    """The id of account *number*."""
    return f"A{number + 1:05d}"


def first_renewal(settings: Settings, start: int) -> int:
    """The first yearly renewal on or after the world's first day, and at least a year after the start."""
    started_on = settings.first_day + timedelta(days=start)
    year = max(started_on.year + 1, settings.first_day.year)
    while True:
        renewal = (anniversary(started_on, year) - settings.first_day).days
        if renewal >= 0:
            return renewal
        year += 1


def anniversary(day: date, year: int) -> date:
    """The same day of another year; 29 February becomes the 28th."""
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)


def pick(rng: np.random.Generator, shares: dict[str, float]) -> str:
    """One of the keys, by its share."""
    weights = np.array(list(shares.values()))
    return list(shares)[int(rng.choice(len(weights), p=weights / weights.sum()))]
