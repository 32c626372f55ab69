"""A landing set small enough to be built in a test, with an alert, an event, and secrets in every place they can be."""

from __future__ import annotations

import datetime as dt
from itertools import product
from pathlib import Path

from support import Row, write_csv

FIRST_DAY = dt.date(2025, 1, 1)
DAYS = 120
LAST_DAY = FIRST_DAY + dt.timedelta(days=DAYS - 1)

# Whatever a person wrote says "walrus" here; what must be redacted wherever it is says one of the others.
WRITTEN = "walrus"
REDACTED = ("zyxsecret", "7946 0958", "79460958")

_SUBJECTS = ["The export", "Our dashboard", "The invoice page", "Your support", "The new release", "The login",
             "The mobile app", "The weekly report", "The import", "The billing team", "The search"]  # fmt: skip
_VERBS = ["is broken", "works very well", "keeps failing", "saved us hours", "confuses everybody", "is as before",
          "made my week", "drives us away", "is slow", "has improved", "lost our data", "was rude"]  # fmt: skip
_ENDS = ["since Monday", "again", "for the whole team", "and nobody answers", "as promised", "in our second office",
         "after the update", "before the audit", "on every phone", "says my manager"]  # fmt: skip


def texts() -> list[str]:
    """1,320 different texts: three batches of the scorer."""
    return [f"{subject} {verb} {end}." for subject, verb, end in product(_SUBJECTS, _VERBS, _ENDS)]


def write_world(landing: Path) -> None:
    """The tables as CSV; the lines of interactions that cannot be read lie in a second file of its folder."""
    write_csv(landing / "interactions" / "all.csv", [*_rated(), *_written(), *secrets(), *_waiting_to_be_scored()])
    write_csv(landing / "accounts.csv", _accounts())
    events = [
        {
            "event_id": "e1",
            "event_type": "release",
            "started_at": _at(110),
            "scope": "global",
            "title": "Spring release",
        },
        {
            "event_id": "e2",
            "event_type": "incident",
            "started_at": _at(112),
            "scope": "account",
            "scope_id": "acme",
            "title": "Outage, canary.person@zyxsecret.example called +44 20 7946 0958",
        },
        {"event_id": "e3", "event_type": f"the {WRITTEN} event", "started_at": _at(112)},
        {"event_id": f"that is my {WRITTEN}", "event_type": "holiday", "started_at": _at(112)},
    ]
    write_csv(landing / "events.csv", events)
    feedback = [{"feedback_id": "f1", "verdict": "true", "comment": f"the {WRITTEN} told me", "noted_at": _at(115)}]
    write_csv(landing / "feedback.csv", feedback)


def _at(day: int, hour: int = 8) -> str:
    return f"{FIRST_DAY + dt.timedelta(days=day)} {hour:02d}:00:00"


def _accounts() -> list[Row]:
    return [
        {"account_id": "acme", "segment": "small", "product": "Ledger", "arr": 20_000, "domains": "acme.example",
         "valid_from": "2024-01-01"},
        {"account_id": "acme", "segment": "large", "product": "Ledger", "arr": 60_000, "domains": "acme.example",
         "valid_from": "2025-03-01"},
        {"account_id": "bolt", "segment": "small", "product": "Dispatch", "arr": 5_000, "valid_from": "2024-01-01"},
        {"account_id": "gone", "segment": "small", "churned_on": "2025-03-01", "valid_from": "2024-01-01"},
    ]  # fmt: skip


def _rated() -> list[Row]:
    """Two accounts with a polarity a day; acme's falls in the last week."""
    return [
        {"interaction_id": f"{account}-{day}", "channel": "survey", "occurred_at": _at(day), "account_key": account,
         "polarity": -0.9 if account == "acme" and day >= DAYS - 7 else 0.4 + 0.1 * (day % 3)}
        for account in ("acme", "bolt")
        for day in range(DAYS)
    ]  # fmt: skip


def _written() -> list[Row]:
    customer = {"channel": "ticket", "account_key": "someone@acme.example"}
    return [
        {"interaction_id": "plain", "occurred_at": _at(20), "text": f"The {WRITTEN} of ours is unhappy.", **customer},
        {"interaction_id": "turn", "occurred_at": _at(21), "text": f"Where is our {WRITTEN} export?", "thread_id": "t",
         **customer},
        {"interaction_id": "agent", "occurred_at": _at(22), "text": f"An agent's {WRITTEN} answers.", "thread_id": "t",
         "author_role": "agent", **customer},
        {"interaction_id": "short", "occurred_at": _at(23), "text": "ok thanks", "thread_id": "t", **customer},
        {"interaction_id": "note", "occurred_at": _at(23), "text": f"internal {WRITTEN} note", "channel": "note",
         "account_key": "acme"},
        {"interaction_id": "emoji", "occurred_at": _at(24), "text": "😡😡😡", **customer},
        {"interaction_id": "blank lines", "occurred_at": _at(24), "text": "\n \n", **customer},
        {"interaction_id": "contact", "occurred_at": _at(24), **customer},
        {"interaction_id": "late", "occurred_at": _at(25), "loaded_at": _at(60), "polarity": 0.1, **customer},
    ]  # fmt: skip


def secrets() -> list[Row]:
    quoted = (
        f"Thanks, that solved it.\n\nOn Mon, 6 Jan 2025 at 10:12, Ines <ines@zyxsecret.example> wrote:\n> the {WRITTEN}"
    )
    reach_me = "Please call +44 20 7946 0958 or mail canary.person@zyxsecret.example, the export is broken."
    ticket = {"channel": "ticket", "account_key": "bolt", "occurred_at": _at(30)}
    return [
        {**ticket, "interaction_id": "address", "text": reach_me,
         "source_url": "https://help.example/?ticket=1&email=canary.person@zyxsecret.example"},
        {**ticket, "interaction_id": "quoting", "text": quoted},
        {**ticket, "interaction_id": "corrected", "text": f"the first {WRITTEN} delivery", "loaded_at": _at(31)},
        {**ticket, "interaction_id": "corrected", "text": "the second delivery of this text", "loaded_at": _at(32)},
        {**ticket, "interaction_id": "broken", "text": f"a quarantined {WRITTEN}", "polarity": 7},
        {**ticket, "interaction_id": "shifted", "channel": f"a {WRITTEN} in the wrong column"},
        {**ticket, "interaction_id": "shifted too", "author_role": f"a {WRITTEN}", "occurred_at": f"that {WRITTEN}",
         "rating": f"five {WRITTEN}es", "polarity": f"two {WRITTEN}es"},
        {**ticket, "interaction_id": f"a line of the {WRITTEN}", "source": f"it was my {WRITTEN}", "polarity": 7},
        {**ticket, "interaction_id": "slipped", "source": f"the {WRITTEN} is not where it was", "text": "slipped"},
    ]  # fmt: skip


def _waiting_to_be_scored() -> list[Row]:
    return [
        {"interaction_id": f"t{number}", "channel": "chat", "account_key": "bolt" if number % 2 else None,
         "product": "Dispatch", "occurred_at": _at(number % DAYS, 9), "text": text}
        for number, text in enumerate(texts())
    ]  # fmt: skip
