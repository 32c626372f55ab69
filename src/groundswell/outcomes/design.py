"""Features as the models see them: clipped, in units of their own, around a typical account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

OUTCOMES = ("churned", "renewed", "expanded")
DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Feature:
    """A row of seed `outcome_features`.

    Attributes:
        name: Column of the examples.
        feature_set: text, survey or behaviour: what a back-test leaves out together.
        lowest, highest: Values beyond are clipped.
        centre: Value of a typical account; what is missing counts as this.
        scale: Difference that one unit of a coefficient stands for.
        prior: Coefficient of the rule by outcome.
        prior_sd: How far each of those may be off, one standard deviation.
    """

    name: str
    feature_set: str
    lowest: float
    highest: float
    centre: float
    scale: float
    prior: dict[str, float]
    prior_sd: float

    @classmethod
    def from_row(cls, row: dict) -> Feature:
        """From a row of the seed.

        Raises:
            ValueError: the row's scale is not above 0, or its lowest value not below its highest.
        """
        if not row["scale"] > 0 or not row["lowest"] < row["highest"]:
            raise ValueError(f"seed outcome_features, {row['feature']}: scale > 0 and lowest < highest, not {row}")
        return cls(
            name=row["feature"], feature_set=row["feature_set"], lowest=row["lowest"], highest=row["highest"],
            centre=row["centre"], scale=row["scale"], prior={name: row[name] for name in OUTCOMES},
            prior_sd=row["prior_sd"],
        )  # fmt: skip


def units(values: pd.DataFrame, features: Sequence[Feature]) -> np.ndarray:
    """The examples in units of the features.

    Args:
        values: One column per feature; NaN where nothing is known.
        features: In the order of the columns of the result.

    Returns:
        Shape (n_examples, n_features), without NaN: a missing value is the centre, so that it moves nothing.

    Raises:
        KeyError: a feature has no column.
    """
    missing = [feature.name for feature in features if feature.name not in values.columns]
    if missing:
        raise KeyError(f"no column {', '.join(missing)} among the examples' {', '.join(values.columns)}")
    columns = [
        (values[f.name].astype(float).clip(f.lowest, f.highest).fillna(f.centre).to_numpy() - f.centre) / f.scale
        for f in features
    ]
    return np.column_stack(columns) if columns else np.empty((len(values), 0))
