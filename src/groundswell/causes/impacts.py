"""By how much events moved the accounts that they touched (docs/causes-and-outcomes.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa

from groundswell.causes.panel import Change, Panel
from groundswell.causes.shuffles import Compared, compare, p_value

_TEXT, _REAL, _COUNT = pa.string(), pa.float64(), pa.int64()
SCHEMA = pa.schema([
    ("subject_kind", _TEXT), ("subject_id", _TEXT), ("is_placebo", pa.bool_()), ("tested_on", pa.date32()),
    ("method", _TEXT), ("n_exposed", _COUNT), ("n_controls", _COUNT), ("n_events", _COUNT), ("effect", _REAL),
    ("effect_low", _REAL), ("effect_high", _REAL), ("p", _REAL), ("shared_sd", _REAL), ("event_sd", _REAL),
    ("pretrend", _REAL), ("pretrend_p", _REAL), ("n_shuffles", _COUNT), ("n_placebos", _COUNT),
    ("placebo_rejection_rate", _REAL), ("n_overlapping", _COUNT), ("reason", _TEXT),
])  # fmt: skip
DIGITS = 6
MATCHED, PLACEBO_DATES = "matched accounts", "placebo dates"

Row = dict[str, object]


class Constants(dict[str, float]):
    """Values of seed `cause_constants` by name."""

    @classmethod
    def of_rows(cls, rows: Sequence[Mapping[str, object]]) -> Constants:
        """From the rows of the seed."""
        return cls({str(row["name"]): float(str(row["value"])) for row in rows})

    def days(self, name: str) -> int:
        """A whole number."""
        return int(self[name])


@dataclass(frozen=True)
class Accounts:
    """What is true of the accounts of a panel from when on; a row per version, in the panel's order of accounts."""

    rows: np.ndarray
    starts: np.ndarray
    stops: np.ndarray
    codes: dict[str, np.ndarray]
    n_accounts: int

    @classmethod
    def from_versions(cls, panel: Panel, versions: pd.DataFrame) -> Accounts:
        """From account_id, valid_from, valid_to (NULL: still), segment, product."""
        known = versions[versions["account_id"].isin(panel.accounts)]
        starts = panel.position(known["valid_from"].to_numpy().astype("datetime64[us]"))
        far = np.datetime64("2200-01-01", "us")
        stops = panel.position(known["valid_to"].astype("datetime64[us]").fillna(far).to_numpy())
        codes = {name: pd.factorize(known[name], sort=True)[0] for name in ("segment", "product")}
        rows = np.searchsorted(panel.accounts, known["account_id"].to_numpy().astype(str))
        return cls(rows, starts, stops, codes, len(panel.accounts))

    def attribute(self, name: str, day: int) -> np.ndarray:
        """Code of a segment or product of each account on a day, -1 where it has none; shape (accounts,)."""
        valid = (self.starts <= day) & (self.stops > day)
        found = np.full(self.n_accounts, -1)
        found[self.rows[valid]] = self.codes[name][valid]
        return found


@dataclass
class Measure:
    """Everything that measuring needs, with what was already computed of a day."""

    panel: Panel
    accounts: Accounts
    constants: Constants
    _changes: dict[int, tuple[Change, Change]] = field(default_factory=dict)

    def can_judge(self, day: int) -> str | None:
        """Why a day cannot be judged; None if it can."""
        if day < self.constants.days("pre_days"):
            return "too little is known before it"
        if day + self.constants.days("post_days") > self.panel.n_days:
            return "too early: the days after it are not over"
        return None

    def changes(self, day: int) -> tuple[Change, Change]:
        """What changed at a day, and what had changed by then: the later half of the days before less the earlier."""
        if day not in self._changes:
            c = self.constants
            pre, post = c.days("pre_days"), c.days("post_days")
            noise = c["message_variance"], c["drift_variance"]
            after = self.panel.change((day - pre, day), (day, day + post), *noise)
            before = self.panel.change((day - pre, day - pre // 2), (day - pre // 2, day), *noise)
            self._changes[day] = after, before
        return self._changes[day]

    def strata(self, day: int, scope: str) -> np.ndarray:
        """Codes of segment and volume; an event of a segment is compared within products, since it spares no part."""
        change = self.changes(day)[0]
        volume = (change.n_before >= self.constants["volume_medium"]).astype(int)
        volume += change.n_before >= self.constants["volume_high"]
        return self.accounts.attribute("product" if scope == "segment" else "segment", day) * 3 + volume

    def shared(self, day: int, scope: str, exposed: np.ndarray, shuffles: int, key: str) -> Compared | str:
        """The exposed beside the others at a day, or why they cannot be compared."""
        change = self.changes(day)[0]
        least = self.constants["minimum_accounts"]
        if np.sum(change.usable & exposed) < least:
            return f"fewer than {least:.0f} touched accounts wrote before and after it"
        if scope == "global":
            return _level(change.delta[change.usable & exposed], change.weight[change.usable & exposed], shuffles)
        use = change.usable
        compared = compare(
            change.delta[use], change.weight[use], exposed[use], self.strata(day, scope)[use], shuffles, key
        )
        if compared is None or min(compared.n_exposed, compared.n_controls) < least:
            return f"fewer than {least:.0f} accounts like those touched were spared"
        return compared

    def pretrend(self, day: int, scope: str, exposed: np.ndarray, key: str) -> tuple[float | None, float | None]:
        """How the exposed had moved beside the others before the day, and its p."""
        change = self.changes(day)[1]
        use = change.usable
        if scope == "global" or not use.any():
            return None, None
        compared = compare(
            change.delta[use], change.weight[use], exposed[use], self.strata(day, scope)[use],
            self.constants.days("shuffles"), key + ":before",
        )  # fmt: skip
        if compared is None:
            return None, None
        return compared.effect, p_value(compared.effect, compared.shuffled)


def _level(delta: np.ndarray, weight: np.ndarray, shuffles: int) -> Compared:
    """The mean change of all accounts, where nobody was spared and no label can be shuffled."""
    effect = float(np.sum(weight * delta) / np.sum(weight))
    none = np.zeros(shuffles)
    return Compared(effect, none, none, len(delta), 0)


def empty_row(kind: str, subject: str, day: np.datetime64 | None, reason: str | None = None) -> Row:
    """A row that says nothing but why."""
    row: Row = dict.fromkeys(SCHEMA.names)
    on = None if day is None else day.astype("datetime64[D]").item()
    return row | {"subject_kind": kind, "subject_id": subject, "is_placebo": False, "tested_on": on, "reason": reason}


def table(rows: list[Row]) -> pa.Table:
    """The rows in order, as SCHEMA."""
    return rounded_table(sorted(rows, key=lambda row: (str(row["subject_kind"]), str(row["subject_id"]))), SCHEMA)


def rounded_table(rows: list[Row], schema: pa.Schema) -> pa.Table:
    """Rows as *schema*. Numbers are rounded: their last digits are chance. What is no number is NULL."""

    def plain(name: str, value: object) -> object:
        if value is None or not pa.types.is_floating(schema.field(name).type):
            return value
        number = round(float(str(value)), DIGITS)
        return None if np.isnan(number) else number

    return pa.Table.from_pylist(
        [{name: plain(name, row[name]) for name in schema.names} for row in rows], schema=schema
    )
