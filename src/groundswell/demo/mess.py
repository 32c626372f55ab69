"""What real deliveries bring along: rows twice, rows edited later, rows that break the contract, strangers."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from groundswell.demo import constants as c

Row = dict[str, Any]


def redelivered(rng: random.Random, rows: Iterable[Row]) -> list[Row]:
    """The rows, some of them twice: exactly as they were, or edited and loaded later."""
    found: list[Row] = []
    for row in rows:
        found.append(row)
        draw = rng.random()
        if draw < c.DUPLICATES:
            found.append(dict(row))
        elif draw < c.DUPLICATES + c.EDITED and row["text"]:
            later = row["loaded_at"] + timedelta(hours=rng.uniform(5, 70))
            found.append(row | {"text": f"{row['text']}\nEdit: see also my call.", "loaded_at": later})
    return found


def broken_rows(at: datetime, day: timedelta) -> list[Row]:
    """Landing interactions that break the contract in every way a typed file can, then three strangers' messages.

    Args:
        at: A time inside the world.
        day: One day.
    """
    good: Row = {"channel": "email", "occurred_at": at, "source": "mailbox", "account_key": "A00001",
                 "author_role": "customer", "loaded_at": at + day / 24}  # fmt: skip

    def broken(number: int, text: str | None, **wrong: Any) -> Row:
        return good | {"interaction_id": f"broken-{number}", "text": text} | wrong

    return [
        broken(1, "Can you send me the price list?", interaction_id=None),
        broken(2, "Who do I ask about parking for our vans?", occurred_at=None),
        broken(3, "Please see the two pages that follow.", channel="fax"),
        broken(4, "Please call me back on (212) 555-0131.", channel=None),
        broken(5, "The clock of our import job was reset.", occurred_at=datetime(1970, 1, 1)),
        broken(6, "My calendar seems to be off by some years.", occurred_at=datetime(2099, 1, 1), loaded_at=None),
        broken(7, "This arrived before it was written.", loaded_at=at - 3 * day),
        broken(8, None, channel="call", polarity=Decimal("1.7")),
        broken(9, None, channel="survey", rating=4.0, rating_scale="smiles_1_3"),
        broken(10, "I write on behalf of a neighbour.", author_role="neighbour"),
        broken(11, "Do you also deliver to the islands?", interaction_id="stray-1", account_key="lost@nobody.example"),
        broken(12, "Hi, I think I have the wrong number.", interaction_id="stray-2", channel="sms",
               account_key="salesforce:A99999"),
        broken(13, "Is this forum open to people who are not customers yet?", interaction_id="stray-3",
               channel="community", account_key="nobody.example", source="forum"),
    ]  # fmt: skip
