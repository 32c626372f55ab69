"""What the outcome models are asked, and when they learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.outcomes.design import Feature
from groundswell.outcomes.fitting import Prior

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class OutcomeSettings:
    """Settings from dbt's vars and seeds.

    Attributes:
        horizon_days: An outcome is foretold within so many days.
        model_days: Models learn anew every so many days.
        backtest_days: The origins of a back-test lie so many days apart.
        learning_weeks: An account is an example every so many weeks.
        minimum_outcomes: Below so many a rule speaks.
        features: What may be learned from.
        priors: What is believed before, by outcome.
    """

    horizon_days: int
    model_days: int
    backtest_days: int
    learning_weeks: int
    minimum_outcomes: int
    features: tuple[Feature, ...]
    priors: dict[str, Prior]

    @classmethod
    def from_rows(
        cls, days: dict[str, int], constants: Sequence[dict], features: Sequence[dict], priors: Sequence[dict]
    ) -> OutcomeSettings:
        """From the vars (names as here) and the rows of seeds outcome_constants, outcome_features, outcome_priors."""
        by_name = {row["name"]: row["value"] for row in constants}
        return cls(
            **{name: int(value) for name, value in days.items()},
            minimum_outcomes=int(by_name["minimum_outcomes"]),
            features=tuple(Feature.from_row(row) for row in features),
            priors={row["outcome"]: Prior(row["outcome"], row["probability"], row["per_days"], row["weight"])
                    for row in priors},
        )  # fmt: skip

    @property
    def step_days(self) -> int:
        """Days between the examples of an account."""
        return 7 * self.learning_weeks

    def learned_on(self, as_of: date) -> date:
        """The day on which the model in force on *as_of* learned: the last of a fixed rhythm of days.

        It depends on no earlier build, so that a build of any day finds the model that was in force on it.
        """
        return as_of - timedelta(days=(as_of - _EPOCH).days % self.model_days)

    def of_set(self, *names: str) -> tuple[Feature, ...]:
        """The features of some feature sets."""
        return tuple(feature for feature in self.features if feature.feature_set in names)
