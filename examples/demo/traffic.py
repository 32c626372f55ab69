"""Turns moods into conversations, ratings, reviews and internal notes: the rows of `interactions`."""

from __future__ import annotations

import math
import random
from datetime import date, datetime, time, timedelta

import texts
from world import BRANDS, FIRST_DAY, FIRST_NAMES, LAST_DAY, WEEKDAYS, Account, Contact, days_between

Row = dict[str, object]
VOLUME = 0.54  # scales the roster's conversations per working day, and so the size of the whole
CHANNELS = {"email": 28, "ticket": 30, "chat": 20, "call": 7, "sms": 4, "survey": 8, "community": 3}  # shares
SOURCES = {"email": "mailbox", "ticket": "helpdesk", "chat": "helpdesk", "call": "phone_system", "sms": "mailbox",
           "community": "forum", "review": "app_store", "social": "social_feed"}  # fmt: skip
# People write in to report trouble: what a channel does to the words at equal mood.
CHANNEL_OFFSETS = {"ticket": -0.28, "call": -0.15, "chat": -0.12, "sms": -0.05, "survey": 0.05}
AGENTS = {"EMEA": ("Nadia", "Piotr", "Moira"), "AMER": ("Dwayne", "Lucia", "Hank"), "APAC": ("Aroha", "Kenji")}
FORUM_LOADED_AT = datetime(2025, 12, 1, 3, 0)  # the forum was connected late, and its history came in one load
STORM_ON = date(2026, 3, 3)  # the release of the driver app that goes down badly in public
# rating_scale: rating at mood 0, change per unit of mood, lowest, highest
SCALES = {"nps_0_10": (6.8, 4.2, 0, 10), "csat_1_5": (3.4, 2, 1, 5), "ces_1_7": (4.6, 2.8, 1, 7),
          "stars_1_5": (3.1, 2.6, 1, 5)}  # fmt: skip
PUBLIC = (("review", "Dispatch", 0.5), ("review", "Ledger", 0.35), ("social", "Dispatch", 0.25),
          ("social", "Ledger", 0.15))  # messages a day  # fmt: skip


def poisson(rate: float, rng: random.Random) -> int:
    """A Poisson count (Knuth's product of uniforms)."""
    count, product, floor = 0, rng.random(), math.exp(-rate)
    while product > floor:
        count, product = count + 1, product * rng.random()
    return count


def time_on(day: date, rng: random.Random) -> datetime:
    """A time of the working day."""
    hour = min(21.5, max(5.0, rng.gauss(12.5, 3.2)))
    return datetime.combine(day, time()) + timedelta(seconds=int(hour * 3600))


def loaded_at(source: str | None, at: datetime, rng: random.Random) -> datetime | None:
    """When the row reached the warehouse: hourly syncs, one late first load, and surveys that do not say."""
    if source is None:
        return None
    if source == "forum" and at < FORUM_LOADED_AT:
        return FORUM_LOADED_AT
    return at + timedelta(minutes=rng.randint(4, 58))


def rating(scale: str, moment: float, rng: random.Random) -> Row:
    """A rating that agrees with the mood, roughly."""
    middle, spread, low, high = SCALES[scale]
    value = round(middle + spread * moment + rng.gauss(0, 0.6))
    return {"rating": min(high, max(low, value)), "rating_scale": scale}


class Conversation:
    """One conversation of an account, written turn by turn."""

    def __init__(self, account: Account, day: date, number: int, rng: random.Random) -> None:
        self.rng, self.rows, self.at = rng, [], time_on(day, rng)
        shares = CHANNELS | ({"ticket": 120} if 0 <= account.days_into("busier", day) < 40 else {})
        self.channel = rng.choices(list(shares), weights=list(shares.values()))[0]
        self.moment = account.mood[day] + CHANNEL_OFFSETS.get(self.channel, 0.0) + rng.gauss(0, 0.26)
        product, region, contact = account.row["product"], account.row["region"], rng.choice(account.contacts)
        agent, account_id = rng.choice(AGENTS[region]), account.row["account_id"]
        self.writer = texts.Writer(product, BRANDS[product], account.row["account_name"], contact, agent)
        # Each system knows the customer by another key.
        keys = {"ticket": account_id, "sms": account_id, "call": f"crm:{account_id[1:]}", "community": account.domain}
        self.base: Row = {
            "source": SOURCES.get(self.channel), "channel": self.channel, "product": product, "brand": BRANDS[product],
            "account_key": keys.get(self.channel, contact.email), "agent_id": agent.lower(),
            "team": f"support_{region.lower()}", "thread_id": f"{self.channel}-{number:05d}",
            "source_url": f"https://help.example.com/tickets/{number}" if self.channel == "ticket" else None,
        }  # fmt: skip

    def say(self, role: str, text: str | None, **more: object) -> None:
        """Add one turn."""
        author = {"customer": self.writer.contact.author_id, "agent": self.base["agent_id"], "bot": "helper-bot"}[role]
        row = self.base | {"author_role": role, "author_id": author, "occurred_at": self.at, "text": text} | more
        self.rows.append(row | {"loaded_at": loaded_at(row["source"], self.at, self.rng)})

    def vendor_says(self, kind: str, minutes: int, role: str = "agent", **more: object) -> str:
        """Add a turn of the vendor's side, some minutes later, and return what was said."""
        self.at += timedelta(minutes=self.rng.randint(2, minutes))
        text = texts.fill(texts.PIECES["vendor"][kind], self.writer, self.rng)
        self.say(role, text, **more)
        return text

    def write(self) -> list[Row]:
        """The opening, and perhaps answers of a bot and an agent, a reply and an internal note."""
        rng, channel = self.rng, self.channel
        if channel == "survey":
            scale = rng.choice(("nps_0_10", "nps_0_10", "csat_1_5", "ces_1_7"))
            comment = texts.opening(channel, self.moment, self.writer, self.at, rng) if rng.random() < 0.65 else None
            blank = {"thread_id": None, "agent_id": None, "team": None}
            self.say("customer", comment, **rating(scale, self.moment, rng), **blank)
        elif channel == "call" and rng.random() < 0.4:  # some calls come with a score and without a transcript
            self.say("customer", None, polarity=f"{max(-1.0, min(1.0, self.moment)):.6f}")
        elif abs(self.moment) > 0.2 and rng.random() < 0.02:
            lines = texts.PIECES["other_language"]["low" if self.moment < 0 else "high"]
            language, _, text = rng.choice(lines).partition("|")
            self.say("customer", text, language=language)
        else:
            language = "en" if channel == "chat" else None
            self.say("customer", texts.opening(channel, self.moment, self.writer, self.at, rng), language=language)
            self.go_on()
        return self.rows

    def go_on(self) -> None:
        """Whatever follows the opening."""
        rng, minutes = self.rng, 9 if self.channel == "chat" else 240
        if self.channel in ("chat", "ticket") and rng.random() < 0.15:
            self.vendor_says("bot", 2, role="bot")
        if self.channel in ("chat", "ticket", "email", "community") and rng.random() < 0.42:
            answer = self.vendor_says("opening", minutes)
            if rng.random() < 0.72:
                self.reply(answer, minutes)
        if rng.random() < 0.08:
            self.vendor_says("note", 40, channel="note", source="helpdesk", team="success", source_url=None)

    def reply(self, answer: str, minutes: int) -> None:
        """The customer's second turn: five words or fewer, a sentence, or a mail that quotes the answer."""
        rng, answered_at = self.rng, self.at
        self.at += timedelta(minutes=rng.randint(1, minutes))
        self.moment += rng.gauss(0.05, 0.15)
        register = texts.register_of(self.moment)
        if self.channel == "email":
            self.say("customer", texts.email(self.moment, self.writer, answered_at, answer, rng))
        elif self.channel == "chat" or rng.random() < 0.4:
            self.say("customer", rng.choice(texts.PIECES["reply"][register]))
        else:
            self.say("customer", texts.fill(texts.PIECES["follow"][register], self.writer, rng))
        if rng.random() < 0.3:
            self.vendor_says("closing", 20)


def private_rows(accounts: list[Account], rng: random.Random) -> list[Row]:
    """All conversations of all accounts."""
    rows: list[Row] = []
    number = 0
    for account in accounts:
        for day, mood in account.mood.items():
            # Trouble makes people write more; a silent account writes no more.
            rate = float(account.row["rate"]) * VOLUME * WEEKDAYS[day.weekday()] * (1 + 0.8 * max(0.0, -mood))
            rate *= 2.5 if 0 <= account.days_into("busier", day) < 40 else 1.0
            for _ in range(poisson(rate, rng) if account.days_into("quiet", day) < 0 else 0):
                number += 1
                rows += Conversation(account, day, number, rng).write()
    return rows


def public_rows(rng: random.Random) -> list[Row]:
    """Store reviews and public posts, which belong to no account."""
    rows: list[Row] = []
    for day in days_between(FIRST_DAY, LAST_DAY):
        for channel, product, rate in PUBLIC:
            days_over = (day - STORM_ON).days
            storm = max(0.0, 1 - days_over / 9) if product == "Dispatch" and days_over >= 0 else 0.0
            for _ in range(poisson(rate * (1 + 12 * storm), rng)):
                moment, at = rng.gauss(0.22, 0.45) - 0.9 * storm, time_on(day, rng)
                author = f"{rng.choice(FIRST_NAMES).lower()}{rng.randrange(1000)}"
                contact = Contact(author, author, "someone@example.com", "(212) 555-0100")
                writer = texts.Writer(product, BRANDS[product], "a small firm", contact, "Support")
                row: Row = {
                    "source": SOURCES[channel], "channel": channel, "author_role": "customer", "author_id": author,
                    "product": product, "brand": BRANDS[product], "occurred_at": at,
                    "loaded_at": loaded_at(SOURCES[channel], at, rng),
                    "text": texts.public(channel, moment, writer, rng),
                }  # fmt: skip
                rows.append(row | (rating("stars_1_5", moment, rng) if channel == "review" else {}))
    return rows
