"""Events of single accounts, by type: a failed payment, a slow ticket, a call. One says nothing, a hundred do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from groundswell.causes.impacts import Measure, Row, empty_row
from groundswell.causes.shuffles import SharedNoise, generator, half_width, p_value

METHOD = "matched accounts of the same day"
_AT_ONCE = 500


@dataclass(frozen=True)
class Sets:
    """Accounts with an event, each in a row with accounts like it on that day; column 0 had the event.

    Attributes:
        contrast: Change of each member less the mean of the others of its row, NaN where a row is shorter.
        weight: One over its variance, 0 there.
        n_controls: All others together.
    """

    contrast: np.ndarray
    weight: np.ndarray
    n_controls: int


def type_of(events: pd.DataFrame, slow_hours: float) -> pd.Series:
    """Type of each event; resolutions whose hours are known are slow or fast."""
    known = events["resolution_hours"].notna()
    speed = np.where(events["resolution_hours"] >= slow_hours, ": slow", ": fast")
    return events["event_type"] + np.where(known, speed, "")


def measure_accounts(measure: Measure, events: pd.DataFrame) -> list[Row]:
    """A row for each type of event of single accounts, and one for each of its replicates on other dates.

    Args:
        measure: Panel and constants.
        events: event_type, scope, scope_id, started_on, resolution_hours.
    """
    own = events[events["scope"] == "account"]
    own = own.assign(type=type_of(own, measure.constants["slow_resolution_hours"]))
    rows: list[Row] = []
    for name, found in own.groupby("type"):
        known = found[found["scope_id"].isin(measure.panel.accounts)]
        accounts = np.searchsorted(measure.panel.accounts, known["scope_id"].to_numpy().astype(str))
        days = measure.panel.position(known["started_on"].to_numpy().astype("datetime64[D]"))
        inside = (days >= 0) & (days < measure.panel.n_days)
        rows += _of_type(measure, str(name), accounts[inside], days[inside], len(found))
    return rows


def _of_type(measure: Measure, name: str, accounts: np.ndarray, days: np.ndarray, n_events: int) -> list[Row]:
    c = measure.constants
    busy = np.zeros((len(measure.panel.accounts), measure.panel.n_days + 1), dtype=np.int32)
    np.add.at(busy, (accounts, days + 1), 1)
    busy = np.cumsum(busy, axis=1)
    real = make_sets(measure, _spaced(measure, accounts, days), busy, f"type:{name}")
    row = empty_row("type", f"{name}|account|", None) | {"method": METHOD, "n_events": n_events}
    if real is None or len(real.contrast) < c["minimum_accounts"]:
        return [row | {"reason": f"fewer than {c['minimum_accounts']:.0f} events with messages of the account and of "
                       "others like it before and after"}]  # fmt: skip
    row |= {"n_events": len(real.contrast), "n_exposed": len(real.contrast), "n_controls": real.n_controls}
    moved = [_moved(measure, accounts, days, busy, f"{name}:{number}") for number in range(c.days("placebo_moves"))]
    replicates = [sets for sets in moved if sets is not None and len(sets.contrast) >= c["minimum_accounts"]]
    if len(replicates) < c["minimum_placebos"]:
        return [row | {"reason": "its accounts have too few other dates to tell how they move without it"}]
    found = [shuffle(sets, c.days("placebo_shuffles"), f"placebo:{name}:{n}") for n, sets in enumerate(replicates)]
    rows = []
    for number, (effect, shuffled, around) in enumerate(found):
        others = [each for position, each in enumerate(found) if position != number]
        judged = _judge(effect, shuffled, around, others, f"placebo:{name}:{number}")
        rows.append(empty_row("placebo", f"{name}|account|:{number:02d}", None) | judged | {
            "is_placebo": True, "method": METHOD, "n_placebos": len(others)})  # fmt: skip
    rate = float(np.mean([each["p"] <= c["significant_p"] for each in rows]))
    effect, shuffled, around = shuffle(real, c.days("more_shuffles"), f"type:{name}")
    judged = _judge(effect, shuffled, around, found, f"type:{name}")
    before = make_sets(measure, _spaced(measure, accounts, days), busy, f"type:{name}", before=True)
    pretrend: Row = {}
    if before is not None:
        value, by_chance, _ = shuffle(before, c.days("shuffles"), f"type:{name}:before")
        pretrend = {"pretrend": value, "pretrend_p": p_value(value, by_chance)}
    return [row | judged | pretrend | {"n_placebos": len(found), "placebo_rejection_rate": rate}, *rows]


def _judge(effect: float, shuffled: np.ndarray, around: np.ndarray, placebo: list, key: str) -> Row:
    """Effect, interval and p; accounts with events may move alike without one, which replicates on other dates show."""
    beyond = np.mean([each[0] ** 2 - np.mean(each[2] ** 2) for each in placebo])
    shared = SharedNoise(float(np.sqrt(max(0.0, beyond))), len(placebo) - 1)
    noise = shared.draws(len(shuffled), key)
    half = half_width(around, noise)
    return {"effect": effect, "effect_low": effect - half, "effect_high": effect + half,
            "p": p_value(effect, shuffled, noise), "shared_sd": shared.sd, "n_shuffles": len(shuffled)}  # fmt: skip


def _spaced(measure: Measure, accounts: np.ndarray, days: np.ndarray) -> list[tuple[int, int]]:
    """Account and day of the events that can be judged, of one account so far apart that no day counts twice."""
    c = measure.constants
    apart, last = c.days("pre_days") + c.days("post_days"), {}
    kept = []
    for day, account in sorted(zip(days.tolist(), accounts.tolist(), strict=True)):
        if measure.can_judge(day) is None and day - last.get(account, -apart) >= apart:
            last[account] = day
            kept.append((account, day))
    return kept


def _moved(measure: Measure, accounts: np.ndarray, days: np.ndarray, busy: np.ndarray, key: str) -> Sets | None:
    """The same events on other dates of their accounts, near which the account had none."""
    c = measure.constants
    apart = c.days("pre_days") + c.days("post_days")
    rng = generator(f"moved:{key}")
    shift = rng.integers(apart, 4 * apart, len(days)) * rng.choice([-1, 1], len(days))
    order = np.lexsort((days, accounts))
    there = days[order] + shift
    possible = [(account, day) for account, day in zip(accounts[order].tolist(), there.tolist(), strict=True)
                if measure.can_judge(day) is None and not _is_busy(measure, busy, day)[account]]  # fmt: skip
    spaced = _spaced(measure, *(np.array(part, dtype=int) for part in zip(*possible, strict=True))) if possible else []
    return make_sets(measure, spaced, busy, f"moved:{key}")


def _is_busy(measure: Measure, busy: np.ndarray, day: int) -> np.ndarray:
    """Whether an account has an event of the type in the days that *day* is judged by; shape (accounts,)."""
    c = measure.constants
    return busy[:, day + c.days("post_days")] > busy[:, day - c.days("pre_days")]


def make_sets(
    measure: Measure, events: list[tuple[int, int]], busy: np.ndarray, key: str, *, before: bool = False
) -> Sets | None:
    """Each event beside accounts of its segment and volume without one near it; None if there is no such set."""
    c = measure.constants
    rng = generator(f"sets:{key}")
    if len(events) > c["most_events"]:
        events = [events[at] for at in sorted(rng.choice(len(events), c.days("most_events"), replace=False))]
    width = 1 + c.days("controls_per_event")
    deltas, weights, n_controls = [], [], 0
    for account, day in events:
        change = measure.changes(day)[1 if before else 0]
        strata = measure.strata(day, "account")
        others = np.flatnonzero(change.usable & (strata == strata[account]) & ~_is_busy(measure, busy, day))
        others = others[others != account]
        if not change.usable[account] or len(others) < c["minimum_controls"]:
            continue
        if len(others) >= width:
            others = rng.choice(others, width - 1, replace=False)
        members = np.concatenate([[account], others])
        deltas.append(np.pad(change.delta[members], (0, width - len(members)), constant_values=np.nan))
        weights.append(np.pad(change.weight[members], (0, width - len(members))))
        n_controls += len(others)
    if not deltas:
        return None
    delta, weight = np.array(deltas), np.array(weights)
    total, weighted = weight.sum(axis=1, keepdims=True), np.nansum(weight * delta, axis=1, keepdims=True)
    rest = total - weight
    contrast = delta - (weighted - weight * np.nan_to_num(delta)) / rest
    return Sets(contrast, weight * rest / total, n_controls)


def shuffle(sets: Sets, shuffles: int, key: str) -> tuple[float, np.ndarray, np.ndarray]:
    """The effect, and what it would be if another member of each set had had the event: as it is, and around it."""
    effect = float(np.average(sets.contrast[:, 0], weights=sets.weight[:, 0]))
    # taking the effect off column 0 raises the contrast of every other member by its share in the mean of the rest
    lowered = sets.contrast.copy()
    lowered[:, 0] -= effect
    share = sets.weight[:, :1] / sets.weight.sum(axis=1, keepdims=True)
    lowered[:, 1:] += effect * share
    rng, n_members = generator(f"shuffle:{key}"), (sets.weight > 0).sum(axis=1)
    rows = np.arange(len(sets.contrast))
    shuffled, around = [], []
    for start in range(0, shuffles, _AT_ONCE):
        count = min(_AT_ONCE, shuffles - start)
        members = np.floor(rng.random((count, len(rows))) * n_members).astype(int)
        weight = sets.weight[rows, members]
        total = weight.sum(axis=1)
        shuffled.append(np.sum(weight * sets.contrast[rows, members], axis=1) / total)
        around.append(np.sum(weight * lowered[rows, members], axis=1) / total)
    return effect, np.concatenate(shuffled), np.concatenate(around)
