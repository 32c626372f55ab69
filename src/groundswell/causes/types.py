"""What events of one type do on average: releases of a product, incidents, changes of price."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from groundswell.causes.account_events import measure_accounts
from groundswell.causes.impacts import Accounts, Constants, Measure, Row, empty_row, table
from groundswell.causes.panel import Panel
from groundswell.causes.shared_events import measure_shared, shared_events
from groundswell.causes.shuffles import generator, half_width, p_value

METHOD = "mean over events, signs shuffled"


def measure_impacts(
    days: pd.DataFrame,
    events: pd.DataFrame,
    exposures: pd.DataFrame,
    versions: pd.DataFrame,
    constants: Constants,
    as_of: object,
) -> pa.Table:
    """Impacts of events, of types of events, and of the placebo dates that they are judged by.

    Args:
        days: account_id, date_day, weight, weighted_sum: the residuals of an account's messages by day.
        events: event_id, event_type, scope, scope_id, started_on, resolution_hours.
        exposures: event_id, account_id.
        versions: account_id, valid_from, valid_to, segment, product.
        constants: Values of seed `cause_constants`.
        as_of: Last day that is known.

    Returns:
        One row per event of more than one account, per type and scope, and per placebo date; columns of
        `impacts.SCHEMA`. A row that says nothing says why.
    """
    if not len(days) or not len(events):
        return table([])
    panel = Panel.from_days(days, np.datetime64(as_of, "D"))
    measure = Measure(panel, Accounts.from_versions(panel, versions), constants)
    rows = measure_shared(measure, shared_events(measure, events, exposures))
    rows += _types_of_shared(constants, rows, events)
    rows += measure_accounts(measure, events)
    return table(rows)


def _types_of_shared(constants: Constants, rows: list[Row], events: pd.DataFrame) -> list[Row]:
    """The mean effect of the events of each type, by what they touched and in all; signs are shuffled."""
    effects = pd.DataFrame([row for row in rows if row["subject_kind"] == "event"])
    if not len(effects):
        return []
    measured = effects[["subject_id", "effect", "n_exposed", "placebo_rejection_rate"]]
    merged = events.assign(scope_id=events["scope_id"].fillna("")).merge(
        measured, left_on="event_id", right_on="subject_id"
    )
    groups = [*merged.groupby(["event_type", "scope", "scope_id"]),
              *((((name, "any", ""), group) for (name,), group in merged.groupby(["event_type"])))]  # fmt: skip
    found = []
    for (event_type, scope, scope_id), group in groups:
        subject = f"{event_type}|{scope}|{scope_id}"
        judged = group.sort_values("event_id")["effect"].dropna().astype(float).to_numpy()
        row = empty_row("type", subject, None) | {
            "method": METHOD, "n_events": len(judged), "n_exposed": int(group["n_exposed"].fillna(0).sum()),
            "placebo_rejection_rate": group["placebo_rejection_rate"].astype(float).mean(),
        }  # fmt: skip
        if len(judged) < constants["minimum_events"]:
            found.append(row | {"reason": f"fewer than {constants['minimum_events']:.0f} of them could be measured"})
        else:
            found.append(row | _mean_of_events(judged, constants.days("more_shuffles"), subject))
    return found


def _mean_of_events(effects: np.ndarray, shuffles: int, key: str) -> Row:
    """Mean, interval by the spread of the events, p by shuffled signs."""
    n = len(effects)
    rng = generator(f"signs:{key}")
    signs = rng.choice([-1.0, 1.0], (shuffles, n))
    mean, sd = float(effects.mean()), float(effects.std(ddof=1))
    half = half_width(rng.standard_t(n - 1, shuffles) * sd / np.sqrt(n))
    return {"effect": mean, "effect_low": mean - half, "effect_high": mean + half, "event_sd": sd,
            "p": p_value(mean, signs @ effects / n), "n_shuffles": shuffles}  # fmt: skip
