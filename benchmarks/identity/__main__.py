"""`python -m benchmarks.identity`: precision and recall of identity on written truth, by kind of match, and misses."""

from __future__ import annotations

import math
import tempfile
from collections import Counter
from pathlib import Path

import click
from benchmarks.identity import building, peer

GOAL_PRECISION, GOAL_RECALL = 0.99, 0.95


def interval(hits: int, total: int) -> str:
    """A share with its 95 % Wilson interval."""
    if total == 0:
        return "     -"
    z, share = 1.96, hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{share:6.3f}  [{max(0.0, middle - half):.3f}, {min(1.0, middle + half):.3f}]  {hits} of {total}"


def figures(truth: list[dict[str, str]], found: dict[str, str | None]) -> tuple[int, int, int]:
    """(rightly mapped, mapped, that have an account)."""
    right = sum(1 for row in truth if found[row["label_id"]] and found[row["label_id"]] == row["expected_account_id"])
    mapped = sum(1 for row in truth if found[row["label_id"]])
    return right, mapped, sum(1 for row in truth if row["expected_account_id"])


def print_overall(name: str, truth: list[dict[str, str]], found: dict[str, str | None]) -> tuple[float, float]:
    right, mapped, expected = figures(truth, found)
    print(f"{name}\n  precision  {interval(right, mapped)}\n  recall     {interval(right, expected)}")
    return right / mapped, right / expected


def print_by_kind(truth: list[dict[str, str]], kinds: dict[str, str | None], found: dict[str, str | None]) -> None:
    mapped, right = Counter(), Counter()
    for row in truth:
        kind = kinds[row["label_id"]]
        mapped[kind] += 1
        right[kind] += found[row["label_id"]] == row["expected_account_id"]
    print("\nprecision by kind of match")
    for kind in sorted(filter(None, mapped), key=lambda k: -mapped[k]):
        print(f"  {kind:14}{interval(right[kind], mapped[kind])}")


def print_by_case(truth: list[dict[str, str]], ours: dict[str, str | None], theirs: dict[str, str | None]) -> None:
    print(f"\nright answers by case (an account, or rightly none)\n  {'':38}{'ours':>6}{'peer':>6}{'of':>6}")
    for case in dict.fromkeys(row["case"] for row in truth):
        rows = [row for row in truth if row["case"] == case]
        scores = [sum((f[r["label_id"]] or "") == r["expected_account_id"] for r in rows) for f in (ours, theirs)]
        print(f"  {case:38}{scores[0]:6}{scores[1]:6}{len(rows):6}")


def print_misses(truth: list[dict[str, str]], ours: dict[str, str | None]) -> None:
    print("\nwrong answers of ours")
    for row in truth:
        got = ours[row["label_id"]] or ""
        if got != row["expected_account_id"]:
            who = row["written_as"] or f"author {row['author_id']}"
            print(f"  {row['label_id']}  {who!r} on {row['occurred_on']}: {got or 'none'}, not "
                  f"{row['expected_account_id'] or 'none'}. {row['note']}")  # fmt: skip


@click.command()
@click.option("--keep", type=click.Path(path_type=Path), default=None, help="Folder to build in and keep.")
def main(keep: Path | None) -> None:
    """Map the labelled senders with the dbt models and with the peer; exit 1 below the goals."""
    truth, accounts, contacts = (building.read_csv(name) for name in ("truth", "accounts", "contacts"))
    with tempfile.TemporaryDirectory() as temporary:
        answers = building.match(keep or Path(temporary), truth)
    ours = {label: answer[0] for label, answer in answers.items()}
    kinds = {label: answer[1] for label, answer in answers.items()}
    theirs = {row["label_id"]: peer.match(accounts, contacts, row["written_as"]) for row in truth}
    print(f"{len(truth)} labelled senders, {len({r['case'] for r in truth})} cases; 95 % Wilson intervals\n")
    precision, recall = print_overall("Groundswell", truth, ours)
    print_overall(f"Peer: {peer.NAME}", truth, theirs)
    print_by_kind(truth, kinds, ours)
    print_by_case(truth, ours, theirs)
    print_misses(truth, ours)
    if precision < GOAL_PRECISION or recall < GOAL_RECALL:
        raise SystemExit(f"\nBelow the goal of precision {GOAL_PRECISION} and recall {GOAL_RECALL}.")


if __name__ == "__main__":
    main()
