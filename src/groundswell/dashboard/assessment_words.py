"""What an assessment says in words, on the screen and on the page. What the data cannot give is called unknown."""

from __future__ import annotations

from groundswell.dashboard import wording
from groundswell.dashboard.assessment import Assessment
from groundswell.dashboard.marts import Row

HOW_TO_READ = (
    "Severity adds up signs by points of seed risk_factors, chosen and not fitted. The probability is a statement of "
    "its own. Causes are likely, not proven."
)


def figures(assessment: Assessment) -> list[tuple[str, str, str]]:
    """The figures on top: name, value, and what it stands on."""
    row = assessment.account
    return [
        ("Where it stands", _standing(row), _early_life(row)),
        ("Velocity", _velocity(row), _trend(row)),
        ("Acceleration", row["acceleration"], _bend(row)),
        ("Likely to leave", probability(row), _probability_note(row)),
    ]


def _standing(row: Row) -> str:
    return "no score last week" if row["last_week_score"] is None else f"{wording.score(row['last_week_score'])} of 100"


def _early_life(row: Row) -> str:
    if row["early_life_deviation"] is None:
        return "not comparable with its early life"
    return (
        f"{wording.change(row['early_life_deviation'])} points from its early life "
        f"({wording.score(row['early_life_score'])})"
    )


def _velocity(row: Row) -> str:
    return "unknown" if row["velocity"] is None else f"{wording.change(row['velocity'])} points a week"


def _trend(row: Row) -> str:
    if row["velocity"] is None:
        return f"scores in {wording.plural(int(row['velocity_weeks']), 'week')} of the last 12"
    low, high = wording.change(row["velocity_low"]), wording.change(row["velocity_high"])
    z = f"{row['mann_kendall_z']:.2f}".replace("-", wording.MINUS) if row["mann_kendall_z"] is not None else "unknown"
    return f"{row['trend']}; 95 % interval {low} to {high}, Mann–Kendall z {z}"


def _bend(row: Row) -> str:
    if row["velocity_older_half"] is None:
        return "needs six weeks with scores"
    older, newer = wording.change(row["velocity_older_half"]), wording.change(row["velocity_newer_half"])
    p = "" if row["acceleration_p"] is None else f", p {row['acceleration_p']:.3f}"  # weeks on one line have no scatter
    return f"from {older} to {newer} points a week{p}"


def probability(row: Row) -> str:
    """Probability of leaving with its interval."""
    if row["churn_probability"] is None:
        return "not predicted"
    low, high = (wording.share(row[f"churn_probability_{end}"]) for end in ("low", "high"))
    return f"{wording.share(row['churn_probability'])} ({low} to {high})"


def _probability_note(row: Row) -> str:
    if row["churn_probability"] is None:
        return row["churn_note"] or "nothing is known to learn from"
    return f"within {row['churn_horizon_days']} days, {row['churn_method']}. {row['churn_note'] or ''}".strip()


def facts(assessment: Assessment, currency: str) -> list[tuple[str, str]]:
    """Owner, money, renewal, tickets, use and contact, in one line each."""
    row = assessment.account
    renewal = "renewal date unknown"
    if row["renewal_on"] is not None:
        renewal = f"{wording.day(row['renewal_on'])}, {wording.from_now(row['renewal_on'], row['assessed_on'])}"
    ratio = f", {row['ticket_ratio']:.1f} times the usual load" if row["tickets_14d"] and row["ticket_ratio"] else ""
    change = row["usage_change"]
    use = "not comparable" if change is None else f"{wording.change(change * 100)} % on the 30 days before"
    touch = row["days_since_touch"]
    return [
        ("Owner", row["owner"]),
        ("ARR", "unknown" if row["arr"] is None else wording.money(row["arr"], currency)),
        ("Renewal", renewal),
        ("Tickets in 14 days", "unknown" if row["tickets_14d"] is None else f"{row['tickets_14d']}{ratio}"),
        ("Use in 30 days", use),
        ("Last touchpoint", "none is known" if touch is None else f"{wording.plural(int(touch), 'day')} ago"),
    ]


def priority(row: Row, currency: str) -> str:
    """The priority of a pattern as the product of its parts."""
    chance = "1 (not predicted)" if row["probability"] is None else f"{row['probability']:.3f}"
    amount = "ARR unknown" if row["arr"] is None else wording.money(row["arr"], currency)
    share = "" if row["arr_share"] == 1 else f" × {row['arr_share']:g} of it"
    product = f"P({row['probability_of']}) {chance} × {amount}{share} × urgency {row['urgency']:.2f}"
    return f"{wording.money(row['priority'], currency)} = {product}"
