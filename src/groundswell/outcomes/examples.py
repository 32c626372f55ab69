"""Examples to learn from: what was known of an account on a day, and what became of it."""

from __future__ import annotations

import pandas as pd

from groundswell import warehouse

KEY = ["account_id", "snapshot_on"]
DATES = ("snapshot_on", "outcome_on", "label_known_on")


def known_examples(features: object, labels: object) -> pd.DataFrame:
    """Join labels to the features of their day.

    Args:
        features: Relation of int_outcome_features.
        labels: Relation of int_outcome_labels.

    Returns:
        One row per label, in the order of outcome, day and account: the labels' columns, the features' columns. Dates
        are datetime64.
    """
    label_frame = warehouse.pandas_frame(labels, labels.columns)
    feature_frame = warehouse.pandas_frame(features, features.columns)
    examples = label_frame.merge(feature_frame, on=KEY, validate="many_to_one")
    for column in DATES:
        examples[column] = pd.to_datetime(examples[column])
    return examples.sort_values(["outcome", *KEY[::-1]], ignore_index=True)
