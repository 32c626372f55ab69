"""How far the figures can be trusted, in a sentence, a few figures and what the default policy asks for."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.dashboard import wording
from groundswell.dashboard.marts import Row

STALE_DAYS = 3
SHOWN = (
    ("Rows delivered", ("rows_delivered",), "handed in, repeats included"),
    (
        "Messages scored",
        ("messages_scored", "messages_given"),
        "of customers, by the model or as delivered",
    ),
    ("Waiting", ("messages_waiting",), "texts left for a later run"),
    ("Not judged", ("messages_unknown",), "texts that the model could not read"),
    (
        "Quarantined",
        ("rows_quarantined", "rows_quarantined_other"),
        "rows that break the contract, with the reason",
    ),
    ("Unmapped", ("messages_unmapped",), "messages whose sender leads to no account"),
    ("Checks failed", ("checks_failed",), "of the quality gates, in their newest run"),
)


@dataclass(frozen=True)
class TrustFigure:
    """One figure of the footer."""

    label: str
    value: str
    meaning: str
    tone: str = ""


@dataclass(frozen=True)
class Trust:
    """The footer."""

    sentence: str
    is_sound: bool
    figures: list[TrustFigure]
    rows: list[Row]


def _total(rows: list[Row], *metrics: str) -> float | None:
    """The sum of the metrics over their sources; None if the mart has none of them."""
    values = [row["value"] for row in rows if row["metric"] in metrics and row["value"] is not None]
    return sum(values) if values else None


def oldest_source(rows: list[Row]) -> Row | None:
    """The source whose newest message is oldest."""
    ages = [row for row in rows if row["metric"] == "days_since_newest" and row["value"] is not None]
    return max(ages, key=lambda row: (row["value"], row["scope"] or ""), default=None)


def trust(rows: list[Row]) -> Trust:
    """The footer from the trust mart."""
    figures = [
        TrustFigure(label, wording.count(value), meaning, "worse" if label == "Checks failed" and value else "")
        for label, metrics, meaning in SHOWN
        if (value := _total(rows, *metrics)) is not None
    ]
    oldest = oldest_source(rows)
    if oldest is not None:
        figures.insert(
            1,
            TrustFigure("Oldest source", _age(oldest["value"]), f"{oldest['scope']}: days since its newest message"),
        )
    judged = next((row["value"] for row in rows if row["metric"] == "accounts_judgeable_share"), None)
    if judged is not None:
        figures.append(TrustFigure("Accounts judged", wording.share(judged), "have enough history for a judgement"))
    return Trust(*_sentence(rows, oldest), figures=figures, rows=[row for row in rows if row["value"] is not None])


def _age(days: float) -> str:
    return "today" if days == 0 else wording.plural(int(days), "day")


def _sentence(rows: list[Row], oldest: Row | None) -> tuple[str, bool]:
    if not rows:
        return "The trust mart is empty: nothing is known about how complete these figures are.", False
    failed = int(_total(rows, "checks_failed") or 0)
    waiting = int(_total(rows, "messages_waiting") or 0)
    quarantined = int(_total(rows, "rows_quarantined", "rows_quarantined_other") or 0)
    checks = (
        "All quality checks passed."
        if not failed
        else f"{wording.plural(failed, 'quality check')} failed: read with care."
    )
    scored = (
        "Every customer message that can be scored is in the figures"
        if not waiting
        else f"{wording.plural(waiting, 'message')} still {'waits' if waiting == 1 else 'wait'} for a score"
    )
    left_out = f", and {wording.plural(quarantined, 'row')} could not be taken" if quarantined else ""
    stale = (
        f" The source “{oldest['scope']}” has brought nothing for {wording.plural(int(oldest['value']), 'day')}."
        if oldest is not None and oldest["value"] > STALE_DAYS
        else ""
    )
    return f"{checks} {scored}{left_out}.{stale}", not failed


def policy_words(policy: list[Row]) -> str:
    """The default policy in words, as its alerts carry it, and how often it has spoken."""
    if not policy:
        return "The default policy has opened no alert in all of this data."
    name = policy[0]["policy"]
    asked = " and ".join(f"{_thresholds(row)} for {_article(row['direction'])}" for row in policy)
    opened = wording.plural(sum(row["n_alerts"] for row in policy), "alert")
    if name.startswith("classic"):
        return (
            f"Policy {name} opens an alert when the mean of seven days lies at least so many standard deviations from "
            f"the account's own baseline: {asked}. It has opened {opened} in all of this data. It is a plain rule that "
            "takes no account of how few messages a week holds: read their number in each reason."
        )
    return f"Policy {name} opens an alert when its score reaches {asked}. It has opened {opened} in all of this data."


def _thresholds(row: Row) -> str:
    """One direction may have several: of signals, segments or kinds of entity."""
    lowest, highest = wording.deviations(row["lowest_threshold"]), wording.deviations(row["highest_threshold"])
    return lowest if lowest == highest else f"{lowest} to {highest}"


def _article(direction: str) -> str:
    return f"{'an' if direction[0] in 'aeiou' else 'a'} {wording.term(direction)}"
