"""One account from beginning to end: the parts put together in the order in which they depend on each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.demo import usage
from groundswell.demo.accounts import Account, make_account
from groundswell.demo.episodes import Episode, make_episodes
from groundswell.demo.interventions import Intervention, make_interventions
from groundswell.demo.moods import Mood, make_mood
from groundswell.demo.outcomes import Outcomes, make_outcomes
from groundswell.demo.settings import Settings
from groundswell.demo.shocks import Shock, account_shocks
from groundswell.demo.traffic import Messages, make_messages


@dataclass(frozen=True)
class Life:
    """Everything that is true about one account. `shocks` are its own, `touching` those and the shared ones on it."""

    account: Account
    episodes: list[Episode]
    interventions: list[Intervention]
    shocks: list[Shock]
    touching: list[Shock]
    mood: Mood
    adoption: np.ndarray
    outcomes: Outcomes
    messages: Messages

    def usage_days(self, settings: Settings) -> dict[str, np.ndarray]:
        """Its days of use (`usage.make_usage`)."""
        return usage.make_usage(settings, self.account, self.adoption, self.mood.total, self.outcomes.decided,
                                self.outcomes.last(settings))  # fmt: skip


def make_life(settings: Settings, number: int, shared: list[Shock]) -> Life:
    """Account *number* of the world; *shared* are the shocks of the world."""
    account = make_account(settings, number)
    episodes = make_episodes(settings, account)
    interventions = make_interventions(settings, account, episodes)
    own = account_shocks(settings, account)
    touching = [*own, *(shock for shock in shared if shock.touches(account))]
    mood = make_mood(settings, account, episodes, interventions, touching)
    adoption = usage.make_adoption(settings, account)
    outcomes = make_outcomes(settings, account, mood.total, usage.in_sd(adoption))
    messages = make_messages(settings, account, episodes, mood, outcomes)
    return Life(account, episodes, interventions, own, touching, mood, adoption, outcomes, messages)
