"""Numbers, days and terms as a reader wants them. None becomes a dash, never a zero."""

from __future__ import annotations

from datetime import date

NOTHING = "–"
MINUS = "−"
CURRENCY_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
EVENT_TYPES = {"csm_touchpoint": "touchpoint", "ticket_resolution": "ticket resolved", "price_change": "price change"}
SHAPES = {"immediate": "sudden", "moderate": "slow"}  # what a tier says of a fall
STANDINGS = {
    "alert": ("alert open", "worse"),
    "improving": ("▲ alert open", "better"),
    "falling": ("▼ falling", "worse"),
    "rising": ("▲ rising", "better"),
    "usual": ("as usual", ""),
    "quiet": ("quiet week", ""),
    "not judged": ("too little data", ""),
}
SEVERITIES = ("critical", "high", "medium", "low", "info")
DIRECTIONS = {"decline": "▼ decline", "improvement": "▲ improvement", "crisis": "▼ crisis", "silence": "◌ silence",
              "volume": "◆ volume", "data": "◌ no data"}  # fmt: skip


def score(value: float | None) -> str:
    """A 0–100 score with one decimal."""
    return NOTHING if value is None else f"{value:.1f}".replace("-", MINUS)


def deviations(value: float | None) -> str:
    """A number of standard deviations, with two decimals: thresholds differ in the second."""
    return NOTHING if value is None else f"{value:.2f}".replace("-", MINUS)


def change(value: float | None) -> str:
    """A difference of scores with its sign; what rounds to nothing has none."""
    if value is None:
        return NOTHING
    rounded = round(value, 1)
    return "0.0" if rounded == 0 else f"{rounded:+.1f}".replace("-", MINUS)


def count(value: float | None) -> str:
    """A whole number with thousands apart."""
    return NOTHING if value is None else f"{value:,.0f}"


def share(value: float | None) -> str:
    """A share of one in per cent; a part that is not all never reads 100 %."""
    if value is None:
        return NOTHING
    percent = round(value * 100, 9)  # .28 * 100 is not quite 28
    return f"{99.9 if 99.95 <= percent < 100 else percent:.{0 if percent == round(percent) else 1}f} %"


def money(value: float | None, currency: str) -> str:
    """An amount in the reporting currency, short: $3.9k, $1.2M."""
    if value is None:
        return NOTHING
    amount = float(value)
    for size, letter in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        # 999,950 is not "$1000.0k"
        if amount >= size * 0.99995:
            digits = 0 if amount >= 100 * size else 1
            text = f"{amount / size:.{digits}f}{letter}"
            break
    else:
        text = f"{amount:.0f}"
    sign = CURRENCY_SIGNS.get(currency.upper())
    return f"{sign}{text}" if sign else f"{text} {currency}"


def day(value: date | None) -> str:
    """A day: 30 Jun 2026."""
    return NOTHING if value is None else f"{value.day} {value:%b %Y}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 account, 2 accounts."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def from_now(value: date | None, as_of: date) -> str:
    """How far a day lies ahead of the as-of day: in 12 days, today, 3 days ago."""
    if value is None:
        return NOTHING
    days = (value - as_of).days
    if days == 0:
        return "today"
    return f"in {plural(days, 'day')}" if days > 0 else f"{plural(-days, 'day')} ago"


def term(value: str | None) -> str:
    """An identifier of the data model as words."""
    return NOTHING if not value else EVENT_TYPES.get(value, value.replace("_", " "))


def direction(value: str | None) -> str:
    """A direction with its arrow, so that colour is never the only sign."""
    return DIRECTIONS.get(value or "", term(value))


def tier(value: str | None, probability: float | None) -> str:
    """A tier, with how sure it is where that is known: immediate (71 % sure it was sudden)."""
    if probability is None or value not in SHAPES:
        return term(value)
    return f"{value} ({probability * 100:.0f} % sure it was {SHAPES[value]})"


def standing(value: str | None) -> tuple[str, str]:
    """How an account stands, in words, and the tone of them (worse, better or none)."""
    return STANDINGS.get(value, (str(value or NOTHING), ""))


def severity_rank(value: str | None) -> int:
    """0 for critical and rising; what is unknown comes last."""
    return SEVERITIES.index(value) if value in SEVERITIES else len(SEVERITIES)


def event_distance(days: int | None) -> str:
    """Where an event lies beside its alert: 2 days before, on the day of, 5 days after.

    Args:
        days: Days from the event to the alert.
    """
    if days is None:
        return NOTHING
    if days == 0:
        return "on the day of"
    return f"{plural(abs(days), 'day')} {'before' if days > 0 else 'after'}"
