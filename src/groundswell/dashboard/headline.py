"""The sentence at the top and the four figures under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from groundswell.dashboard import wording
from groundswell.dashboard.marts import Row, Snapshot

NEW_ALERT_DAYS = 14
LITTLE = 0.5  # points of 100: a smaller change on the week is not worth a number


@dataclass(frozen=True)
class Phrase:
    """A part of the sentence; a tone (worse, better, strong) sets it off."""

    text: str
    tone: str = ""


@dataclass(frozen=True)
class Figure:
    """One of the four figures: what it is, its value, what goes with it, and what it means."""

    label: str
    value: str
    note: str
    meaning: str
    tone: str = ""


def tone(row: Row) -> str:
    """Which way a row's change on the week goes; none where its interval holds zero, since chance alone may do that."""
    low, high = row["change_low"], row["change_high"]
    if low is None or high is None or low <= 0 <= high:
        return ""
    return "better" if low > 0 else "worse"


def _moved(everything: Row) -> list[Phrase]:
    change = everything["change_on_week"]
    if change is None:
        return [Phrase("with no week before it to compare.")]
    if abs(change) < LITTLE:
        return [Phrase("little changed on the week.")]
    moved = f"{'up' if change > 0 else 'down'} {wording.score(abs(change))}"
    return [Phrase(moved, tone(everything)), Phrase(" on the week.")]


def open_alerts(snapshot: Snapshot, entity_type: str, direction: str) -> list[Row]:
    """Open alerts of the default policy on one kind of thing."""
    wanted = ("open", entity_type, direction)
    return [alert for alert in snapshot.alerts if (alert["state"], alert["entity_type"], alert["direction"]) == wanted]


def new_alerts(snapshot: Snapshot) -> list[Row]:
    """Alerts opened in the last `NEW_ALERT_DAYS` days, the as-of day included."""
    since = snapshot.as_of - timedelta(days=NEW_ALERT_DAYS)
    return [alert for alert in snapshot.alerts if alert["opened_on"] > since]


def touched_arr(snapshot: Snapshot) -> float:
    """ARR of the accounts with an open decline alert."""
    return float(sum(row["arr"] or 0 for row in snapshot.accounts if row["alert_opened_on"]))


def sentence(snapshot: Snapshot, currency: str) -> list[Phrase]:
    """What matters, in one or two sentences."""
    score = snapshot.everything["sentiment_score_7d"]
    if score is None:
        phrases = [Phrase("No customer message was scored in the last seven days.")]
    else:
        phrases = [Phrase("Customer sentiment is "), Phrase(wording.score(score), "strong"), Phrase(" of 100, ")]
        phrases += _moved(snapshot.everything)
    return phrases + (_about_accounts(snapshot, currency) if snapshot.accounts else _about_groups(snapshot))


def _about_accounts(snapshot: Snapshot, currency: str) -> list[Phrase]:
    return _declining(snapshot, currency) + _improving(snapshot)


def _declining(snapshot: Snapshot, currency: str) -> list[Phrase]:
    alerted = sorted(
        (row for row in snapshot.accounts if row["alert_opened_on"]),
        key=lambda row: (wording.severity_rank(row["alert_severity"]), -(row["arr"] or 0), row["account_id"]),
    )
    if not alerted:
        return [Phrase(" No account has an open decline alert.")]
    money = wording.money(touched_arr(snapshot), currency)
    return [
        Phrase(" "),
        Phrase(f"{wording.plural(len(alerted), 'account')} ({money} ARR)", "worse"),
        Phrase(f" {'has' if len(alerted) == 1 else 'have'} an open decline alert"),
        Phrase(": " if len(alerted) == 1 else "; start with "),
        Phrase(alerted[0]["account_name"], "strong"),
        Phrase("."),
    ]


def _improving(snapshot: Snapshot) -> list[Phrase]:
    number = len(open_alerts(snapshot, "account", "improvement"))
    if not number:
        return []
    verb = " is doing better than usual." if number == 1 else " are doing better than usual."
    return [Phrase(" "), Phrase(wording.plural(number, "account"), "better"), Phrase(verb)]


def _about_groups(snapshot: Snapshot) -> list[Phrase]:
    alerted = [alert for kind in ("segment", "product", "brand") for alert in open_alerts(snapshot, kind, "decline")]
    if not alerted:
        return [Phrase(f" No {snapshot.group_type} has an open decline alert.")]
    names = ", ".join(sorted({alert["entity_name"] for alert in alerted}))
    return [Phrase(" Open decline alert: "), Phrase(names, "worse"), Phrase(".")]


def figures(snapshot: Snapshot, currency: str) -> list[Figure]:
    """The four figures."""
    everything = snapshot.everything
    change = everything["change_on_week"]
    new = new_alerts(snapshot)
    directions = [alert["direction"] for alert in new]
    kinds = [wording.plural(directions.count(direction), direction) for direction in ("decline", "improvement")]
    others = sum(direction not in ("decline", "improvement") for direction in directions)
    arrow = {"better": "▲", "worse": "▼", "": "●"}[tone(everything)]
    sentiment = Figure(
        label="Sentiment, 7 days",
        value=wording.score(everything["sentiment_score_7d"]),
        note="no week before" if change is None else f"{arrow} {wording.change(change)} on the week",
        meaning=f"Mean of {wording.count(everything['n_scored_7d'])} scored messages. 0 is all negative, 50 neutral, "
        "100 all positive.",
        tone=tone(everything),
    )
    recent = Figure(
        label=f"New alerts, {NEW_ALERT_DAYS} days",
        value=wording.count(len(new)),
        note=", ".join([*kinds, f"{others:,} of other kinds"] if others else kinds),
        meaning="Opened by the default policy, on accounts and groups; some have closed again.",
    )
    return [
        sentiment,
        *(_account_figures(snapshot, currency) if snapshot.accounts else _group_figures(snapshot)),
        recent,
    ]


def _account_figures(snapshot: Snapshot, currency: str) -> list[Figure]:
    alerted = [row for row in snapshot.accounts if row["alert_opened_on"]]
    falling = [row for row in snapshot.accounts if row["standing"] == "falling"]
    total, touched = float(sum(row["arr"] or 0 for row in snapshot.accounts)), touched_arr(snapshot)
    return [
        Figure(
            label="Accounts in open decline",
            value=wording.count(len(alerted)),
            note=f"{wording.count(len(falling))} more falling",
            meaning=f"Of {wording.plural(len(snapshot.accounts), 'active account')}. Falling: no alert is open, but"
            " the seven days or the speed of twelve weeks lie below the account's usual for sure.",
            tone="worse" if alerted else "",
        ),
        Figure(
            label="ARR touched",
            value=wording.money(touched, currency),
            note=f"{wording.share(touched / total)} of the book" if total else "no ARR known",
            meaning=f"Yearly revenue of the accounts in open decline; the book is {wording.money(total, currency)}.",
            tone="worse" if touched else "",
        ),
    ]


def _group_figures(snapshot: Snapshot) -> list[Figure]:
    kinds = ("segment", "product", "brand")
    members = {row["entity_id"] for row in snapshot.trend if row["entity_type"] == snapshot.group_type}
    alerted = {alert["entity_id"] for kind in kinds for alert in open_alerts(snapshot, kind, "decline")}
    return [
        Figure(
            label=f"{snapshot.group_type.capitalize()}s in open decline",
            value=wording.count(len(alerted)),
            note=f"of {wording.count(len(members))}",
            meaning="With an open decline alert. There are no accounts in this data: public messages belong to none.",
            tone="worse" if alerted else "",
        ),
        Figure(
            label="Messages, 7 days",
            value=wording.count(snapshot.everything["n_interactions_7d"]),
            note=f"{wording.count(snapshot.everything['n_scored_7d'])} scored",
            meaning="What the figures of this week rest on.",
        ),
    ]
