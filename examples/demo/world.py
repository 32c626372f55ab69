"""Who the demo customers are and how they feel on a given day."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

PARTS = Path(__file__).parent / "parts"
FIRST_DAY, LAST_DAY = date(2025, 8, 1), date(2026, 6, 30)
BRANDS = {"Dispatch": "Wrenfield", "Ledger": "Quillmoor"}
WEEKDAYS = (1.35, 1.2, 1.1, 1.1, 0.95, 0.2, 0.15)  # how busy an office is, Monday to Sunday
FIRST_NAMES = ("Amara", "Bram", "Carys", "Dario", "Elif", "Fenna", "Goran", "Hattie", "Ilse", "Jonas", "Kofi", "Nuala")
LAST_NAMES = ("Abbott", "Brandt", "Cole", "Duarte", "Eze", "Falk", "Grieve", "Hoyt", "Imrie", "Jansen", "Kaur", "Orr")


@dataclass(frozen=True)
class Contact:
    """One invented person at a customer."""

    author_id: str
    name: str
    email: str
    phone: str


@dataclass
class Account:
    """One invented customer: its roster row, its people, and its latent mood in [-1, 1] for each day as a customer."""

    row: dict[str, str]
    domain: str
    contacts: list[Contact]
    mood: dict[date, float]

    def days_into(self, story: str, day: date) -> int:
        """Days since that story began for this account; negative before, and always when it has another story."""
        return (day - date.fromisoformat(self.row["story_on"])).days if self.row["story"] == story else -1


def read_part(name: str) -> list[dict[str, str]]:
    """Read one of the hand-written tables in parts/."""
    with (PARTS / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def days_between(first: date, last: date) -> list[date]:
    """Every day from the first to the last, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def story_effect(story: str, day: int) -> float:
    """How far an account's own story moves its mood, that many days after the story began."""
    if day < 0:
        return 0.0
    drop = -0.95 * min(1.0, (day + 1) / 2)
    effects = {
        "drop": drop,
        "drop_recovers": drop * min(1.0, max(0.0, 1 - (day - 42) / 28)),
        "erosion": -0.80 * min(1.0, day / 110),
        "improve": 0.55 * min(1.0, day / 45),
    }
    return effects.get(story, 0.0)


def happening_effect(happening: dict[str, str], account: dict[str, str], day: date) -> float:
    """How far one dated happening of the calendar moves the mood of an account, if it touches the account at all."""
    scopes = {"global": "", "segment": account["segment"], "product": account["product"],
              "brand": BRANDS[account["product"]], "account": account["account_id"]}  # fmt: skip
    started = datetime.fromisoformat(happening["started_at"]).date()
    ended = datetime.fromisoformat(happening["ended_at"] or happening["started_at"]).date()
    if scopes[happening["scope"]] != happening["scope_id"] or day < started:
        return 0.0
    days_over = max(0, (day - ended).days)
    return float(happening["mood_effect"]) * max(0.0, 1 - days_over / int(happening["fade_days"]))


def make_contacts(account_id: str, domain: str, rng: random.Random) -> list[Contact]:
    """Two to four people of one customer; the phone numbers are from the range kept free for fiction."""
    people = zip(rng.sample(FIRST_NAMES, 4), rng.sample(LAST_NAMES, 4), range(rng.randint(2, 4)), strict=False)
    return [
        Contact(f"{account_id}-c{n}", f"{a} {b}", f"{a}.{b}@{domain}".lower(), f"(212) 555-01{rng.randrange(100):02d}")
        for a, b, n in people
    ]


def make_accounts(rng: random.Random) -> list[Account]:
    """All customers of the roster, each with a mood for every day on which it is a customer."""
    happenings = read_part("calendar.csv")
    changes = read_part("account_changes.csv")
    churned = {change["account_id"]: change["value"] for change in changes if change["column"] == "churned_on"}
    accounts = []
    for row in read_part("roster.csv"):
        domain = "".join(letter for letter in row["account_name"].lower() if letter.isalnum()) + ".example"
        account = Account(row, domain, make_contacts(row["account_id"], domain, rng), {})
        weather = 0.0
        first_day = max(FIRST_DAY, date.fromisoformat(row["started_on"]))
        last_day = date.fromisoformat(churned.get(row["account_id"], str(LAST_DAY)))
        for day in days_between(first_day, last_day):
            weather = 0.7 * weather + rng.gauss(0, 0.07)  # moods of neighbouring days are alike
            moved = story_effect(row["story"], account.days_into(row["story"], day)) if row["story"] else 0.0
            moved += sum(happening_effect(happening, row, day) for happening in happenings)
            account.mood[day] = max(-1.0, min(1.0, float(row["mood"]) + moved + weather))
        accounts.append(account)
    return accounts
