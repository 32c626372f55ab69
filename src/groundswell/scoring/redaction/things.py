"""Numbers that count or number something that is no person: they stay."""

import re

_OPENING_HOURS = re.compile(r"(?:[01]\d|2[0-4])(?:00|15|30|45)-(?:[01]\d|2[0-4])(?:00|15|30|45)(?!\d)")
# The number of a thing, not of a person.
_THING = (
    r"\b(?:order|(?<!in )(?<!any )case|part|sku|invoice|ticket|version|model|build|ref(?:erence)?|serial|tracking"
    r"|article|item|batch|lot|po|rma|range|zip|postal|room|pages?|rows?|coordinates|limits?|error"
    r"|customer(?= ?(?:number|no\b|id\b|nr)))"
)
_THING_BEFORE = re.compile(
    rf"{_THING}(?:[ -]?(?:numbers?|no|nr|id|code))?[ .:#=]{{0,3}}(?:(?:is|was) )?$", re.IGNORECASE
)
THING_NEAR = re.compile(rf"{_THING}\b", re.IGNORECASE)
COUNT_AFTER = re.compile(
    r" ?(?:%|(?:rows|users|events|units|points|percent|seats|requests|records|licen[sc]es|pages|items|bytes|[kmgt]b"
    r"|ms|sent|sold|downloads|views|sessions|tokens|transactions|lines|entries|results"
    r"|(?:a|per) (?:day|week|month|year))\b)",
    re.IGNORECASE,
)


def is_of_a_thing(text: str, start: int, end: int) -> bool:
    """Whether digits count or number something that is no person: "SKU 800-555-1234", "10 000 000 rows"."""
    number = text[start:end]
    if COUNT_AFTER.match(text, end):
        return True
    if number[0] in "+(":
        return False
    if _OPENING_HOURS.fullmatch(number) or is_round(re.findall(r"\d+", number)):
        return True
    return bool(_THING_BEFORE.search(text, max(0, start - 40), start))


def is_round(groups: list[str]) -> bool:
    """Whether digits are round, alone or in three groups ("2500000", "300 500 1000"); few phones are."""
    if len(groups) == 1:
        return groups[0].isdigit() and groups[0][0] != "0" and groups[0].endswith("0000")
    return len(groups) > 2 and all(group.endswith("0") for group in groups)
