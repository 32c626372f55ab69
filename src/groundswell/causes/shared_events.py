"""Events that touch many accounts at once: a release, an incident, a change of list prices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from groundswell.causes.impacts import MATCHED, PLACEBO_DATES, Measure, Row, empty_row
from groundswell.causes.shuffles import Compared, SharedNoise, half_width, p_value


@dataclass(frozen=True)
class SharedEvent:
    """An event, its column of the panel, and whom of the panel's accounts it touched, shape (accounts,)."""

    event_id: str
    scope: str
    scope_id: str | None
    day: int
    exposed: np.ndarray
    n_exposed_in_all: int


@dataclass(frozen=True)
class Placebo:
    """A date on which nothing is known to have happened to a scope."""

    scope: str
    subject: str
    day: int
    block: int
    found: Compared


def shared_events(measure: Measure, events: pd.DataFrame, exposures: pd.DataFrame) -> list[SharedEvent]:
    """Events of more than one account.

    Args:
        measure: Panel and constants.
        events: event_id, scope, scope_id, started_on.
        exposures: event_id, account_id.
    """
    touched = {event_id: rows.to_numpy().astype(str) for event_id, rows in exposures.groupby("event_id")["account_id"]}
    found = []
    for row in events[events["scope"] != "account"].sort_values("event_id").itertuples():
        ids = touched.get(row.event_id, np.array([], dtype=str))
        day = int(measure.panel.position(np.array([row.started_on], dtype="datetime64[D]"))[0])
        scope_id = None if pd.isna(row.scope_id) else row.scope_id
        found.append(
            SharedEvent(row.event_id, row.scope, scope_id, day, np.isin(measure.panel.accounts, ids), len(ids))
        )
    return found


def placebos(measure: Measure, events: list[SharedEvent]) -> list[Placebo]:
    """Dates far from a scope's events, measured as if it had had one; the nearest says whom it would have touched."""
    c = measure.constants
    found = []
    for scope, scope_id in sorted({(event.scope, event.scope_id or "") for event in events}):
        own = [event for event in events if event.scope == scope and (event.scope_id or "") == scope_id]
        near = [event.day for event in events if event in own or event.scope == "global"]
        last = measure.panel.n_days - c.days("post_days")
        for day in range(c.days("pre_days"), last + 1, c.days("placebo_step_days")):
            if min(abs(day - each) for each in near) < c["placebo_clear_days"]:
                continue
            exposed = min(own, key=lambda event: (abs(event.day - day), event.event_id)).exposed
            subject = f"{scope}:{scope_id}"
            compared = measure.shared(day, scope, exposed, c.days("placebo_shuffles"), f"{subject}:{day}")
            if isinstance(compared, Compared):
                found.append(Placebo(scope, subject, day, day // c.days("placebo_block_days"), compared))
    return found


def measure_shared(measure: Measure, events: list[SharedEvent]) -> list[Row]:
    """A row for each event and each placebo date."""
    dates = placebos(measure, events)
    rows = [_placebo_row(measure, placebo, dates) for placebo in dates]
    rates = {scope: _rate(measure, [row for row in rows if row["subject_id"].startswith(f"{scope}:")])
             for scope in {placebo.scope for placebo in dates}}  # fmt: skip
    overlaps = _overlaps(measure, events)
    for event, n_overlapping in zip(events, overlaps, strict=True):
        row = _event_row(measure, event, [placebo for placebo in dates if placebo.scope == event.scope])
        rows.append(row | {"n_overlapping": n_overlapping, "placebo_rejection_rate": rates.get(event.scope)})
    return rows


def usual(dates: list[Placebo]) -> tuple[float, SharedNoise]:
    """How a scope moves on dates without events: its mean where nobody is spared, and what all of it shares.

    Dates of one block overlap, so blocks are what is counted.
    """
    effects = np.array([each.found.effect for each in dates])
    blocks = len({each.block for each in dates})
    if dates[0].scope == "global":
        return float(effects.mean()), SharedNoise(float(effects.std(ddof=1) * np.sqrt(1 + 1 / blocks)), blocks - 1)
    spreads = np.array([each.found.spread for each in dates])
    return 0.0, SharedNoise(float(np.sqrt(max(0.0, np.mean(effects**2 - spreads**2)))), blocks - 1)


def _event_row(measure: Measure, event: SharedEvent, dates: list[Placebo]) -> Row:
    c = measure.constants
    day = measure.panel.date(event.day)
    row = empty_row("event", event.event_id, day) | {
        "method": PLACEBO_DATES if event.scope == "global" else MATCHED,
        "n_exposed": event.n_exposed_in_all, "n_placebos": len(dates),
    }  # fmt: skip
    if not event.n_exposed_in_all:
        return row | {"reason": "it touched no account"}
    if reason := measure.can_judge(event.day):
        return row | {"reason": reason}
    key = f"event:{event.event_id}"
    found = measure.shared(event.day, event.scope, event.exposed, c.days("shuffles"), key)
    if isinstance(found, str):
        return row | {"reason": found}
    row |= {"n_exposed": found.n_exposed, "n_controls": found.n_controls}
    if len(dates) < c["minimum_placebos"]:
        return row | {"reason": f"fewer than {c['minimum_placebos']:.0f} dates without events tell how its scope moves"}
    judged = _judge(found, dates, key)
    if judged["p"] * (1 + len(found.shuffled)) <= 1 + c["few_reached"]:
        found = measure.shared(event.day, event.scope, event.exposed, c.days("more_shuffles"), key)
        judged = _judge(found, dates, key)
    before, before_p = measure.pretrend(event.day, event.scope, event.exposed, key)
    return row | judged | {"pretrend": before, "pretrend_p": before_p}


def _judge(found: Compared, dates: list[Placebo], key: str) -> Row:
    """Effect, interval and p."""
    mean, shared = usual(dates)
    effect, noise = found.effect - mean, shared.draws(len(found.shuffled), key)
    half = half_width(found.around, noise)
    return {"effect": effect, "effect_low": effect - half, "effect_high": effect + half,
            "p": p_value(effect, found.shuffled, noise), "shared_sd": shared.sd,
            "n_shuffles": len(found.shuffled)}  # fmt: skip


def _placebo_row(measure: Measure, placebo: Placebo, dates: list[Placebo]) -> Row:
    """A placebo date judged like an event, by the dates of the other blocks."""
    others = [other for other in dates if other.scope == placebo.scope and other.block != placebo.block]
    row = empty_row("placebo", f"{placebo.subject}:{placebo.day}", measure.panel.date(placebo.day)) | {
        "is_placebo": True, "method": PLACEBO_DATES if placebo.scope == "global" else MATCHED,
        "n_exposed": placebo.found.n_exposed, "n_controls": placebo.found.n_controls,
        "n_placebos": len(others),
    }  # fmt: skip
    if len(others) < measure.constants["minimum_placebos"]:
        return row | {"reason": "too few dates of other blocks to judge it by"}
    return row | _judge(placebo.found, others, str(row["subject_id"]))


def _rate(measure: Measure, rows: list[Row]) -> float | None:
    """Share of placebo dates that look like an effect."""
    judged = [row["p"] <= measure.constants["significant_p"] for row in rows if row["p"] is not None]
    return float(np.mean(judged)) if judged else None


def _overlaps(measure: Measure, events: list[SharedEvent]) -> list[int]:
    """How many other shared events, in the days that an event is judged by, touched at least half of its accounts."""
    c = measure.constants
    counts = []
    for event in events:
        near = [other for other in events
                if other is not event and -c["pre_days"] <= other.day - event.day < c["post_days"]]  # fmt: skip
        own = max(1, event.exposed.sum())
        counts.append(sum(int((other.exposed & event.exposed).sum() / own >= 0.5) for other in near))
    return counts
