"""Who writes when, where, and how it sounds: the messages of customers, before anybody puts them into words."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from groundswell.demo import constants as c
from groundswell.demo.accounts import Account
from groundswell.demo.episodes import Episode
from groundswell.demo.moods import Mood
from groundswell.demo.outcomes import Outcomes
from groundswell.demo.randomness import generator
from groundswell.demo.settings import Settings

CHANNELS = tuple(c.CHANNELS)
_SHARES, _OFFSETS, _TURNS, _HOURS = (np.array(column) for column in zip(*c.CHANNELS.values(), strict=True))
_LONGEST_THREAD = 9
DAY_SECONDS = 86_400


@dataclass(frozen=True)
class Messages:
    """Customer messages in order of time, one array each of shape (n,).

    Attributes:
        thread: Number of the thread within the account, in order of its opening.
        channel: Index into `CHANNELS`.
        turn: 0 for the message that opens the thread.
        second: Seconds since the world's first midnight.
        author: Number of the contact.
        mood: Latent mood of the account on that day.
        tone: Mood of the writer in that thread and channel, in [-1, +1]: what a text is written from.
        polarity: How the message sounds, in [-1, +1]: the tone, and what words add to it.
    """

    thread: np.ndarray
    channel: np.ndarray
    turn: np.ndarray
    second: np.ndarray
    author: np.ndarray
    mood: np.ndarray
    tone: np.ndarray
    polarity: np.ndarray

    def __len__(self) -> int:
        return len(self.thread)

    @property
    def day(self) -> np.ndarray:
        """Number of the day, shape (n,)."""
        return self.second // DAY_SECONDS

    def where(self, chosen: np.ndarray) -> Messages:
        """The messages that a mask or an order selects."""
        return Messages(*(getattr(self, field.name)[chosen] for field in fields(self)))


def make_messages(
    settings: Settings, account: Account, episodes: list[Episode], mood: Mood, outcomes: Outcomes
) -> Messages:
    """All messages of the customers of one account."""
    rng = generator(settings.seed, "traffic", account.number)
    n_days = settings.n_days
    mix = rng.dirichlet(c.CHANNEL_MIX_CONCENTRATION * _SHARES / _SHARES.sum())
    rate = threads_a_day(settings, account, episodes, mood, outcomes, rng) / float(mix @ _TURNS)
    day = np.repeat(np.arange(n_days), rng.poisson(rate))
    channel = _channels(mix, episodes, day, n_days, rng)
    turns = np.minimum(rng.geometric(1 / _TURNS[channel]), _LONGEST_THREAD)

    thread = np.repeat(np.arange(len(day)), turns)
    turn = np.arange(len(thread)) - np.repeat(np.cumsum(turns) - turns, turns)
    second = (_opening_seconds(account, day, rng)[thread] + _waits(channel[thread], turn, rng)).astype(np.int64)
    author = _authors(account, thread, turn, len(day), rng)

    own_day = np.minimum(second // DAY_SECONDS, n_days - 1)
    tone = mood.total[own_day] + _OFFSETS[channel[thread]]
    tone = tone + rng.normal(0, c.AUTHOR_SD, len(account.contacts))[author]
    tone = tone + rng.normal(0, c.THREAD_SD, len(day))[thread]
    polarity = np.clip(tone + rng.normal(0, c.MESSAGE_SD, len(thread)), -1, 1)
    tone = np.clip(tone, -1, 1)
    messages = Messages(thread, channel[thread], turn, second, author, mood.total[own_day], tone, polarity)
    inside = messages.where(second < outcomes.last(settings) * DAY_SECONDS)
    return inside.where(np.lexsort((inside.turn, inside.thread, inside.second)))


def threads_a_day(
    settings: Settings,
    account: Account,
    episodes: list[Episode],
    mood: Mood,
    outcomes: Outcomes,
    rng: np.random.Generator,
) -> np.ndarray:
    """Expected customer messages on each day, shape (n_days,); 0 outside the account's time."""
    days = np.arange(settings.n_days)
    rate = account.rate / 7 * np.array(c.WEEKDAY_VOLUME)[settings.weekdays] * mood.volume
    rate = rate * rng.gamma(c.BURST_SHAPE, 1 / c.BURST_SHAPE, settings.n_days // 7 + 1)[days // 7]
    rate = np.where(_is_holiday(settings), rate * c.HOLIDAY_VOLUME, rate)
    if rng.random() < c.VOLUME_REACTS_SHARE:
        rate = rate * np.exp(c.VOLUME_REACTS * np.clip(account.base_mood - mood.total, -0.3, 1.0))
    left = rng.uniform(*c.SILENT_VOLUME)
    for episode in episodes:
        if episode.regime == "silent":
            rate = rate * (1 - (1 - left) * episode.share(settings.n_days))
    if outcomes.decided is not None:
        rate = np.where(days >= outcomes.decided, rate * c.LEAVING_VOLUME, rate)
    return np.where((days >= account.first) & (days < outcomes.last(settings)), rate, 0.0)


def _is_holiday(settings: Settings) -> np.ndarray:
    """True from 24 December to 1 January, shape (n_days,)."""
    month = settings.days.astype("datetime64[M]").astype(np.int64) % 12 + 1
    day = (settings.days - settings.days.astype("datetime64[M]")).astype(np.int64) + 1
    return ((month == 12) & (day >= 24)) | ((month == 1) & (day == 1))


def _channels(
    mix: np.ndarray, episodes: list[Episode], day: np.ndarray, n_days: int, rng: np.random.Generator
) -> np.ndarray:
    """The channel of each thread: the account's mix, with more tickets after a shift. Shape (threads,)."""
    weights = np.tile(mix, (len(day), 1))
    factor = rng.uniform(*c.MIX_SHIFT_TICKETS)
    for episode in episodes:
        if episode.regime == "mix_shift":
            weights[:, CHANNELS.index("ticket")] *= (1 + (factor - 1) * episode.share(n_days))[day]
    shares = np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    return np.minimum((rng.random(len(day))[:, None] > shares).sum(axis=1), len(CHANNELS) - 1)


def _opening_seconds(account: Account, day: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """When each thread begins, in seconds since the first midnight: in the working hours of the region."""
    hour = np.clip(rng.normal(c.REGIONS[account.region][1], c.HOUR_SD, len(day)), 0, 23.99)
    return day * DAY_SECONDS + hour * 3_600


def _waits(channel: np.ndarray, turn: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Seconds from the opening of its thread to each message."""
    gaps = np.where(turn == 0, 0.0, _HOURS[channel] * 3_600 * np.exp(rng.normal(0, 0.8, len(turn))) + 20)
    total = np.cumsum(gaps)
    begins = np.flatnonzero(turn == 0)
    return total - np.repeat(total[begins], np.diff([*begins, len(turn)]))


def _authors(
    account: Account, thread: np.ndarray, turn: np.ndarray, n_threads: int, rng: np.random.Generator
) -> np.ndarray:
    """Who writes each message: some write far more than others, and sometimes a colleague joins a thread."""
    weights = 1 / np.arange(1, len(account.contacts) + 1)
    opener = rng.choice(len(weights), n_threads, p=weights / weights.sum())
    joins = (turn > 0) & (rng.random(len(thread)) < 0.06)
    return np.where(joins, rng.integers(0, len(weights), len(thread)), opener[thread])
