"""What happens to many accounts at once, or to one from outside: incidents, releases, prices, campaigns, bills."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from groundswell.demo import constants as c
from groundswell.demo.accounts import Account
from groundswell.demo.randomness import generator, uniform_days
from groundswell.demo.settings import Settings

Range = tuple[float, float]
Days = tuple[int, int]


@dataclass(frozen=True)
class Shock:
    """One event with its true effect. It works from `starts` to `ends`, both included, then fades.

    `size` is the change of the latent mood (0 for an event that moves nothing), `volume` the factor on messages.
    `is_event` is False for what no calendar of a company would show.
    """

    shock_id: str
    kind: str
    scope: str
    scope_id: str | None
    starts: int
    ends: int
    fade_days: int
    size: float
    volume: float = 1.0
    title: str = ""
    is_event: bool = True

    def share(self, n_days: int) -> np.ndarray:
        """Share of the full size on each day, shape (n_days,)."""
        return np.interp(np.arange(n_days), [self.starts - 1, self.starts, self.ends, self.ends + self.fade_days],
                         [0.0, 1.0, 1.0, 0.0])  # fmt: skip

    def touches(self, account: Account) -> bool:
        """Whether the account is in its scope."""
        ids = {"global": None, "segment": account.segment, "product": account.product, "brand": account.brand,
               "account": account.account_id}  # fmt: skip
        return ids[self.scope] == self.scope_id


def shared_shocks(settings: Settings) -> list[Shock]:
    """All shocks that are not an account's own, in order of time. They depend on the seed and the months alone."""
    shocks = [
        *_drawn(settings, "segment_dip", c.SEGMENT_DIPS, list(c.SEGMENTS), "segment"),
        *_drawn(settings, "incident", c.INCIDENTS, list(c.PRODUCTS), "product", every_global=5),
        *_drawn(settings, "price_change", c.PRICE_CHANGES, list(c.SEGMENTS), "segment", every_global=2),
        *_drawn(settings, "campaign", c.CAMPAIGNS, [brand for _, brand in c.PRODUCTS.values()], "brand"),
        *_releases(settings),
    ]
    shocks.sort(key=lambda shock: (shock.starts, shock.kind, shock.scope_id or ""))
    return [replace(shock, shock_id=f"S{number:04d}") for number, shock in enumerate(shocks, start=1)]


def cycles(settings: Settings) -> list[Shock]:
    """What moves everybody all the time (`moods.everybodys_mood`), as rows of the truth: size is half the swing."""
    week = round((max(c.WEEKDAY_MOOD) - min(c.WEEKDAY_MOOD)) / 2, 4)
    last = settings.n_days - 1
    return [
        Shock("S-week", "weekly_cycle", "global", None, 0, last, 0, week, is_event=False),
        Shock("S-year", "yearly_cycle", "global", None, 0, last, 0, c.SEASON_SIZE, is_event=False),
    ]


def account_shocks(settings: Settings, account: Account) -> list[Shock]:
    """The account's own events, in order of time."""
    rng = generator(settings.seed, "account_shocks", account.number)
    own_days = settings.n_days - account.first
    found: list[Shock] = []
    for kind, (yearly, size, days, fade) in c.ACCOUNT_EVENTS.items():
        for at in np.sort(rng.integers(account.first, settings.n_days, rng.poisson(yearly * own_days / 365.25))):
            effect = round(float(rng.uniform(*size)), 4)
            found.append(_shock(kind, "account", account.account_id, int(at), effect, days, fade, rng, _TITLES[kind]))
    if account.regime == "new":
        found.append(_shock("onboarding", "account", account.account_id, account.start, 0.0, (20, 40), (1, 1), rng,
                            f"Onboarding of {account.name}"))  # fmt: skip
    found.sort(key=lambda shock: (shock.starts, shock.kind))
    return [
        replace(shock, shock_id=f"S-{account.account_id}-{number:03d}") for number, shock in enumerate(found, start=1)
    ]


def _drawn(
    settings: Settings,
    kind: str,
    row: tuple[float, Range, Days, Days, Range],
    scope_ids: list[str],
    scope: str,
    every_global: int = 0,
) -> list[Shock]:
    """Shocks of one kind, at least one of each scope; the first two months have none."""
    yearly, size, days, fade, volume = row
    rng = generator(settings.seed, f"shocks:{kind}")
    count = max(2 if every_global else 1, round(yearly * settings.years))
    shocks = []
    for number, at in enumerate(np.sort(rng.integers(60, settings.n_days - 7, count))):
        is_global = every_global and number % every_global == 0
        scope_id = scope_ids[int(rng.integers(len(scope_ids)))]
        shock = _shock(kind, "global" if is_global else scope, None if is_global else scope_id, int(at),
                       round(float(rng.uniform(*size)), 4), days, fade, rng, _TITLES.get(kind, ""))  # fmt: skip
        shocks.append(replace(shock, volume=round(float(rng.uniform(*volume)), 3), is_event=kind != "segment_dip"))
    return shocks


def _releases(settings: Settings) -> list[Shock]:
    """Releases of each product at a steady pace. Most change nothing; of the others, about half annoy."""
    rng = generator(settings.seed, "shocks:release")
    shocks = []
    for offset, product in enumerate(c.PRODUCTS):
        for number, at in enumerate(range(12 + 17 * offset, settings.n_days, c.RELEASE_EVERY_DAYS)):
            moves = rng.random() >= c.RELEASE_WITHOUT_EFFECT
            size = round(float(rng.normal(0, c.RELEASE_SIZE_SD)), 4) if moves else 0.0
            title = f"{product} {settings.date_of(at):%y}.{number + 1}"
            shocks.append(_shock("release", "product", product, at, size, c.RELEASE_DAYS, c.RELEASE_FADE_DAYS, rng,
                                 title))  # fmt: skip
    return shocks


def _shock(
    kind: str,
    scope: str,
    scope_id: str | None,
    starts: int,
    size: float,
    days: Days,
    fade: Days,
    rng: np.random.Generator,
    title: str,
) -> Shock:
    ends = starts + uniform_days(rng, days) - 1
    return Shock("", kind, scope, scope_id, starts, ends, uniform_days(rng, fade), size, title=title)


_TITLES = {
    "incident": "Service disrupted",
    "price_change": "List prices up",
    "campaign": "Customer campaign",
    "billing": "Invoice corrected after a query",
    "feature_adoption": "First use of a new module",
    "csm_touchpoint": "Check-in call",
    "ticket_resolution": "Long-running ticket resolved",
}
