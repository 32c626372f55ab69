"""Impacts of events: rejections where nothing happened, and what is found of what was planted."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd
from benchmarks.causes import peers
from benchmarks.causes.worlds import World

from groundswell.causes.shared_events import shared_events
from groundswell.causes.shuffles import Compared, compare, generator, p_value
from groundswell.causes.types import measure_impacts

CHOSEN_EVENTS, CHOSEN_SHARE = 60, 0.3
CLEAR_EFFECT = 0.06

Rejections = dict[str, dict[str, list[bool]]]


def placebo_rejections(world: World, impacts: pd.DataFrame, counts: Rejections) -> None:
    """Adds whether each method rejects on placebo dates of scopes, and for events of accounts drawn by lot."""
    c = world.measure.constants
    level, windows = c["significant_p"], (c.days("pre_days"), c.days("post_days"))
    events = shared_events(world.measure, world.events, world.exposures)
    placebo = impacts[impacts["is_placebo"] & impacts["p"].notna()]
    for row in placebo.itertuples():
        scope, _, _ = row.subject_id.partition(":")
        if row.tested_on is None or pd.isna(row.tested_on):
            counts["events of accounts, moved"]["impacts"].append(row.p <= level)
            continue
        day = int(world.measure.panel.position(np.array([row.tested_on], dtype="datetime64[D]"))[0])
        scope_id = row.subject_id.split(":")[1] or None
        own = [event for event in events if event.scope == scope and event.scope_id == scope_id]
        exposed = min(own, key=lambda event: (abs(event.day - day), event.event_id)).exposed
        group = counts[f"placebo dates, {scope}"]
        group["impacts"].append(row.p <= level)
        alone = world.measure.shared(day, scope, exposed, c.days("placebo_shuffles"), f"alone:{row.subject_id}")
        if isinstance(alone, Compared) and scope != "global":
            group["labels alone"].append(p_value(alone.effect, alone.shuffled) <= level)
        _add_peers(world, exposed, day, windows, level, group)
    _drawn_by_lot(world, windows, level, counts["accounts drawn by lot"])


def _drawn_by_lot(world: World, windows: tuple[int, int], level: float, group: dict[str, list[bool]]) -> None:
    """Events that touch accounts by chance, on any day: only the draw of accounts can differ."""
    rng, panel = generator(f"bench:{world.seed}"), world.measure.panel
    for number in range(CHOSEN_EVENTS):
        day = int(rng.integers(windows[0], panel.n_days - windows[1]))
        exposed = rng.random(len(panel.accounts)) < CHOSEN_SHARE
        change = world.measure.changes(day)[0]
        use = change.usable
        strata = world.measure.strata(day, "account")[use]
        found = compare(change.delta[use], change.weight[use], exposed[use], strata, 999, f"lot:{world.seed}:{number}")
        if found is not None:
            group["impacts"].append(p_value(found.effect, found.shuffled) <= level)
            _add_peers(world, exposed, day, windows, level, group)


def _add_peers(
    world: World, exposed: np.ndarray, day: int, windows: tuple[int, int], level: float, group: dict[str, list[bool]]
) -> None:
    for name, test in (("pooled", peers.pooled), ("by account", peers.by_account)):
        p = test(world.messages, exposed, day, *windows)
        if p is not None:
            group[name].append(p <= level)


def planted(world: World, impacts: pd.DataFrame) -> pd.DataFrame:
    """Events beside their true effect on the mood: size × mean share of the days after less that of those before."""
    c = world.measure.constants
    pre, post = c.days("pre_days"), c.days("post_days")
    shocks = world.truth["shocks"].set_index("shock_id")
    found = impacts[(impacts["subject_kind"] == "event") & impacts["effect"].notna()].copy()
    found["shock_id"] = found["subject_id"].str.removeprefix("E-")
    found = found[found["shock_id"].isin(shocks.index)]
    true, kinds = [], []
    for row in found.itertuples():
        shock = shocks.loc[row.shock_id]
        days = np.arange(-pre, post)
        lasts = (pd.Timestamp(shock.ends_on) - pd.Timestamp(shock.starts_on)).days
        share = np.interp(days, [-1, 0, lasts, lasts + shock.fade_days], [0.0, 1.0, 1.0, 0.0])
        true.append(shock["size"] * (share[pre:].mean() - share[:pre].mean()))
        kinds.append(shock.kind)
    return found.assign(true=true, kind=kinds)


def report(worlds: list[World]) -> None:
    """Print rejections and recoveries over all worlds."""
    counts: Rejections = defaultdict(lambda: defaultdict(list))
    events, types = [], []
    for world in worlds:
        impacts = measure_impacts(
            world.days, world.events, world.exposures, world.versions, world.measure.constants, world.as_of.item()
        ).to_pandas()
        placebo_rejections(world, impacts, counts)
        events.append(planted(world, impacts))
        types.append(impacts[(impacts["subject_kind"] == "type") & impacts["p"].notna()].assign(seed=world.seed))
    print("Rejected at .05 where nothing happened   impacts     labels alone  pooled pre/post   t by account     n")
    for name, group in sorted(counts.items()):
        cells = [f"{np.mean(group[m]):>17.3f}" if group[m] else f"{'-':>17}"
                 for m in ("labels alone", "pooled", "by account")]  # fmt: skip
        print(f"  {name:36}{np.mean(group['impacts']):10.3f}{''.join(cells)}{len(group['impacts']):6}")
    _print_planted(pd.concat(events))
    _print_types(pd.concat(types))


def _print_planted(found: pd.DataFrame) -> None:
    print("\nPlanted events: true effect, interval, sign")
    found = found.assign(
        held=(found["true"] >= found["effect_low"]) & (found["true"] <= found["effect_high"]),
        seen=found["p"] <= 0.05, right=np.sign(found["true"]) == np.sign(found["effect"]),
        clear=found["true"].abs() >= CLEAR_EFFECT, alone=found["n_overlapping"] == 0,
    )  # fmt: skip
    groups = [("all", found), ("no other near", found[found["alone"]]), ("others overlap", found[~found["alone"]]),
              *((kind, group) for kind, group in found.groupby("kind"))]  # fmt: skip
    for name, group in groups:
        clear = group[group["clear"]]
        print(f"  {name:18}{len(group):4} events: interval holds the truth {group['held'].mean():.3f}, mean width "
              f"{(group['effect_high'] - group['effect_low']).mean():.3f}; of {len(clear)} with |effect| >= "
              f"{CLEAR_EFFECT}: right sign {clear['right'].mean():.2f}, p <= .05 "
              f"{clear['seen'].mean():.2f}")  # fmt: skip
    r = np.corrcoef(found["true"], found["effect"])[0, 1]
    print(f"  correlation of measured with true effects {r:.2f}")


def _print_types(found: pd.DataFrame) -> None:
    print("\nTypes of events, one line a world")
    for row in found.sort_values(["subject_id", "seed"]).itertuples():
        before = "" if pd.isna(row.pretrend_p) else f", moved before p {row.pretrend_p:.3f}"
        print(f"  {row.subject_id:34} {row.n_events:5.0f} events: {row.effect:+.3f} [{row.effect_low:+.3f}, "
              f"{row.effect_high:+.3f}], p {row.p:.4f}{before}")  # fmt: skip
