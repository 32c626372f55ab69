"""Alerts against the truth.

An alert is right if it opened between the start of a fall of its account (crash, recover, erode) and its end, or 60
days after its full size. Stable accounts have no fall: every alert on one is false, whatever moved its segment.
"""

from __future__ import annotations

import pandas as pd
from benchmarks.detection.portfolios import Portfolio

SHARP, GRADUAL = ("crash", "recover"), ("erode",)
SHARP_DAYS, GRADUAL_DAYS, WATCH_DAYS, BLIP_DAYS, MIX_DAYS, INCIDENT_DAYS = 14, 35, 21, 14, 60, 7
SMALLEST_INCIDENT = -0.12
FIRST_JUDGED_DAY = 60
SILENT_DAYS = 60
BANDS = ("low", "medium", "high")


def with_truth(world: Portfolio, alerts: pd.DataFrame) -> pd.DataFrame:
    """Each of *alerts* (entity_id, opened_on) beside what was planted in its account; delay in days, is_right."""
    found = alerts.merge(world.regimes, left_on="entity_id", right_on="account_id")
    found["delay"] = (found["opened_on"] - found["starts_on"]).dt.days
    end = found["ends_on"].fillna(found["full_on"] + pd.Timedelta(days=60))
    is_fall = found["regime"].isin((*SHARP, *GRADUAL))
    return found.assign(is_right=is_fall & (found["delay"] >= 0) & (found["opened_on"] <= end))


def figures(world: Portfolio, alerts: pd.DataFrame) -> dict[str, float]:
    """Counts (not rates, so that worlds can be added up) of one policy; *alerts* has entity_id and opened_on."""
    regimes = world.regimes
    found = with_truth(world, alerts)
    counts = {
        "alerts": len(alerts),
        "right": len(found[found["is_right"]].drop_duplicates(["entity_id", "opened_on"])),
        **_false_on_stable(world, alerts),
    }
    for name, kinds, days in (("sharp", SHARP, SHARP_DAYS), ("gradual", GRADUAL, GRADUAL_DAYS),
                              ("gradual_21", GRADUAL, WATCH_DAYS), ("sharp_21", SHARP, WATCH_DAYS),
                              ("blip", ("blip",), BLIP_DAYS), ("mix_shift", ("mix_shift",), MIX_DAYS)):  # fmt: skip
        for band in ("all", *BANDS):
            planted = regimes["regime"].isin(kinds) & ((regimes["volume_band"] == band) | (band == "all"))
            hits = found["regime"].isin(kinds) & found["delay"].between(0, days)
            hits &= (found["volume_band"] == band) | (band == "all")
            counts[f"{name}_{band}_planted"] = int(planted.sum())
            counts[f"{name}_{band}_found"] = len(found[hits].drop_duplicates(["entity_id", "starts_on"]))
    if "tier" in alerts:
        for name, kinds, tier in (("sharp", SHARP, "immediate"), ("gradual", GRADUAL, "moderate")):
            mine = found[found["is_right"] & found["regime"].isin(kinds)]
            counts[f"{name}_tiered"] = len(mine)
            counts[f"{name}_tier_right"] = int((mine["tier"] == tier).sum())
    return counts


def _false_on_stable(world: Portfolio, alerts: pd.DataFrame) -> dict[str, float]:
    """Alerts on stable accounts and the years that these could be judged, both from the same day of history on."""
    stable = world.regimes.loc[world.regimes["regime"] == "stable", "account_id"]
    judged = world.days[world.days["entity_id"].isin(stable) & (world.days["history_days"] >= FIRST_JUDGED_DAY)]
    first_judged_on = judged.groupby("entity_id")["date_day"].min()
    is_false = alerts["opened_on"] >= alerts["entity_id"].map(first_judged_on)  # never, where there is no such day
    return {"false_on_stable": int(is_false.sum()), "stable_years": len(judged) / 365.25}


def improvements(world: Portfolio) -> dict[str, float]:
    """Alerts on improvement of accounts whose mood never moved."""
    alerts = world.alerts
    mine = (alerts["policy"] == "standard") & (alerts["direction"] == "improvement")
    return _false_on_stable(world, alerts[mine & (alerts["entity_type"] == "account")])


def delays(world: Portfolio, alerts: pd.DataFrame) -> dict[tuple[str, str], list[int]]:
    """Days from the start of a fall to its first alert, for those found in time: by kind and band of volume."""
    found = with_truth(world, alerts)
    return {
        (name, band): found[
            found["regime"].isin(kinds) & found["delay"].between(0, days) & (found["volume_band"] == band)
        ].groupby(["entity_id", "starts_on"])["delay"].min().tolist()
        for name, kinds, days in (("sharp", SHARP, SHARP_DAYS), ("gradual", GRADUAL, GRADUAL_DAYS))
        for band in BANDS
    }  # fmt: skip


def incidents(world: Portfolio) -> dict[str, list[float] | int]:
    """Shared falls: whether a crisis alert of the default policy opened on what they hit, and how soon."""
    crises = world.alerts[(world.alerts["policy"] == "standard") & (world.alerts["direction"] == "crisis")]
    shared = world.shocks[(world.shocks["scope"] != "account") & (world.shocks["size"] <= SMALLEST_INCIDENT)]
    found, used = [], set()
    for shock in shared.itertuples():
        hit = crises["opened_on"].between(shock.starts_on, shock.starts_on + pd.Timedelta(days=INCIDENT_DAYS))
        if shock.scope != "global":
            own = (crises["entity_type"] == shock.scope) & (crises["entity_id"] == shock.scope_id)
            hit &= own | (crises["entity_type"] == "portfolio")
        used |= set(crises.index[hit])
        if hit.any():
            found.append(int((crises.loc[hit, "opened_on"].min() - shock.starts_on).days))
    return {"planted": len(shared), "delays": found, "crises": len(crises), "unexplained": len(crises) - len(used)}


def silences(world: Portfolio) -> dict[str, float]:
    """Counts of silence alerts: on stable accounts, and on accounts that were made to fall silent."""
    silent = world.alerts[(world.alerts["policy"] == "standard") & (world.alerts["direction"] == "silence")]
    planted = world.regimes[world.regimes["regime"] == "silent"]
    found = silent.merge(planted, left_on="entity_id", right_on="account_id")
    late = (found["opened_on"] - found["starts_on"]).dt.days
    return {
        **_false_on_stable(world, silent),
        "planted": len(planted),
        "found": found.loc[late.between(0, SILENT_DAYS), "entity_id"].nunique(),
    }


def watched(world: Portfolio) -> dict[str, int]:
    """Account-days on the watch list and judged ones; erosions of which an account was listed within 21 days."""
    eroding = world.regimes[world.regimes["regime"].isin(GRADUAL)]
    listed = world.watched.merge(eroding, left_on="entity_id", right_on="account_id")
    days_in = (listed["date_day"] - listed["starts_on"]).dt.days
    return {
        "days": len(world.watched),
        "judged_days": int((world.days["history_days"] >= FIRST_JUDGED_DAY).sum()),
        "planted": len(eroding),
        "listed": len(listed.loc[days_in.between(0, WATCH_DAYS)].drop_duplicates(["entity_id", "starts_on"])),
    }
