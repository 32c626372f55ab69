"""Who leaves, renews and expands: the true hazards, frozen before any model was fitted on a world.

Never change these numbers to suit a model's figures: they are the truth that later figures are measured against.
`benchmarks/world` prints the AUC that somebody who saw the latent state would reach.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.demo.settings import Settings

# Log-odds of deciding to leave within a week, for an account at the reference mood with usual adoption.
LEAVE_LOG_ODDS = {"Enterprise": -7.5, "Mid-market": -6.9, "Small business": -6.5}
REFERENCE_MOOD = 0.10
PER_MOOD_BELOW = 4.0  # per unit that the mean mood of the last 28 days lies below the reference
PER_MOOD_FALLEN = 2.0  # per unit that it lies below that of the last 180 days
PER_ADOPTION_BELOW = 0.5  # per population sd of adoption below the mean
NEAR_RENEWAL, NEAR_RENEWAL_DAYS = 1.3, 75
FRAILTY_SD = 0.5  # what no data shows
NO_LEAVING_BEFORE_DAYS = 60  # after the start
NOTICE_DAYS = (14, 60)  # from the decision to the last day
WITHOUT_MOOD = 0.65  # in the second world, in the place of both mood terms: about as many leave

# Log-odds of expanding within a week.
EXPAND_LOG_ODDS = -6.3
EXPAND_PER_MOOD_ABOVE = 2.5
EXPAND_PER_ADOPTION_ABOVE = 0.6
EXPAND_FACTOR = (1.10, 1.45)
EXPAND_GAP_DAYS = 120
RENEW_FACTOR = (0.97, 1.06)


@dataclass(frozen=True)
class Hazards:
    """Weekly log-odds on each day, shape (n_days,): of deciding to leave and of expanding.

    `unhappiness` is the mood's part of the first in the world where mood matters, in both worlds: all that messages
    could ever tell.
    """

    leave: np.ndarray
    unhappiness: np.ndarray
    expand: np.ndarray


def make_hazards(
    settings: Settings, segment: str, mood: np.ndarray, adoption: np.ndarray, to_renewal: np.ndarray, frailty: float
) -> Hazards:
    """The hazards of one account from its latent state.

    Args:
        settings: The world; `churn_ignores_mood` leaves the mood out of everything.
        segment: The account's segment.
        mood: Latent mood by day, shape (n_days,).
        adoption: Its adoption in population sd from the mean, by day, shape (n_days,).
        to_renewal: Days to the next renewal, by day, shape (n_days,).
        frailty: The account's own constant.
    """
    short, long = trailing_mean(mood, 28), trailing_mean(mood, 180)
    unhappiness = PER_MOOD_BELOW * (REFERENCE_MOOD - short) + PER_MOOD_FALLEN * np.maximum(0.0, long - short)
    by_mood: np.ndarray | float = unhappiness
    above: np.ndarray | float = EXPAND_PER_MOOD_ABOVE * (short - REFERENCE_MOOD)
    if settings.churn_ignores_mood:
        by_mood, above = WITHOUT_MOOD, 0.0
    leave = LEAVE_LOG_ODDS[segment] + by_mood - PER_ADOPTION_BELOW * adoption + frailty
    leave = leave + NEAR_RENEWAL * (to_renewal <= NEAR_RENEWAL_DAYS)
    return Hazards(leave, unhappiness, EXPAND_LOG_ODDS + above + EXPAND_PER_ADOPTION_ABOVE * adoption)


def daily_probability(weekly_log_odds: np.ndarray) -> np.ndarray:
    """The chance on one day that a weekly log-odds means."""
    return 1 - (1 - 1 / (1 + np.exp(-weekly_log_odds))) ** (1 / 7)


def trailing_mean(values: np.ndarray, days: int) -> np.ndarray:
    """Mean of the last *days* days, the day itself included; of fewer at the beginning. Shape as given."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    last = np.arange(1, len(values) + 1)
    first = np.maximum(0, last - days)
    return (sums[last] - sums[first]) / (last - first)
