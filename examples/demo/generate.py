"""Write the small built-in landing set: invented customers, invented messages, the columns of the landing contract.

    python examples/demo/generate.py                       # rewrites examples/demo/landing, byte for byte the same
    python examples/demo/generate.py --seed 8 --out other  # another world of the same kind

Standard library only. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from traffic import private_rows, public_rows
from world import BRANDS, FIRST_DAY, LAST_DAY, WEEKDAYS, Account, make_accounts, read_part

Row = dict[str, object]
COLUMNS = {
    "interactions": "interaction_id channel occurred_at source account_key author_role author_id agent_id "
    "team product brand thread_id loaded_at text rating rating_scale polarity language source_url",
    "accounts": "account_id account_name parent_id segment tier region product lifecycle_stage csm_owner arr "
    "started_on renewal_on churned_on outcome outcome_on domains external_ids valid_from loaded_at",
    "events": "event_id event_type started_at scope scope_id title ended_at loaded_at",
    "usage_days": "account_id date_day active_users logins feature_events seats loaded_at",
    "feedback": "feedback_id target_type target_id entity_type entity_id direction tier policy verdict author "
    "noted_at comment",
}


def interaction_rows(accounts: list[Account], rng: random.Random) -> list[Row]:
    """All interactions in order of time, with what real deliveries bring along, and at the end the broken rows."""
    rows = [row for row in private_rows(accounts, rng) + public_rows(rng) if row["occurred_at"].date() <= LAST_DAY]
    rows.sort(key=lambda row: row["occurred_at"])
    for number, row in enumerate(rows, start=1):
        row["interaction_id"] = f"{row['channel']}-{number:05d}"
    settled = [row for row in rows if row["source"] == "mailbox" and row["occurred_at"].date() < date(2026, 6, 18)]
    chosen = rng.sample(settled, 29)
    for row in chosen[:15]:  # these arrive days after they were written
        row["loaded_at"] += timedelta(days=rng.randint(3, 9))
    duplicates = [dict(row) for row in chosen[15:21]]
    for row in chosen[21:]:  # these are delivered again, edited, a day or more later
        later = row["loaded_at"] + timedelta(days=rng.randint(1, 3))
        duplicates.append(row | {"text": f"{row['text']}\nEdit: see also my call.", "loaded_at": later})
    return sorted(rows + duplicates, key=lambda row: row["occurred_at"]) + read_part("broken_rows.csv")


def account_rows(accounts: list[Account]) -> list[Row]:
    """One row per account, and a further one for each later day on which something about it changed."""
    changes = read_part("account_changes.csv")
    rows: list[Row] = []
    for account in accounts:
        account_id, started = account.row["account_id"], date.fromisoformat(account.row["started_on"])
        valid_from = datetime.combine(max(started, FIRST_DAY), datetime.min.time())
        domains = [account.domain, *([f"eu.{account.domain}"] if account_id in ("A001", "A005") else [])]
        row: Row = account.row | {
            "lifecycle_stage": "onboarding" if started > FIRST_DAY else "established", "domains": "|".join(domains),
            "external_ids": f"crm:{account_id[1:]}|billing:9{account_id[1:]}",
            "valid_from": valid_from, "loaded_at": valid_from + timedelta(hours=2),
        }  # fmt: skip
        rows.append(row)
        own = [change for change in changes if change["account_id"] == account_id]
        for changed_on in sorted({change["changed_on"] for change in own}):
            changed_at = datetime.fromisoformat(changed_on)
            row = row | {change["column"]: change["value"] for change in own if change["changed_on"] == changed_on}
            row |= {"valid_from": changed_at, "loaded_at": changed_at + timedelta(hours=30)}
            rows.append(row)
    return rows


def event_rows() -> list[Row]:
    """The hand-written calendar, and a release of each product every five weeks."""
    rows: list[Row] = [dict(row) for row in read_part("calendar.csv")]
    written = {row["started_at"] for row in rows}
    for product, first in zip(BRANDS, (date(2025, 8, 5), date(2025, 8, 26)), strict=True):
        for day in (first + timedelta(days=35 * number) for number in range(9)):
            if f"{day} 06:00:00" not in written:
                rows.append({"event_type": "release", "started_at": f"{day} 06:00:00", "scope": "product",
                             "scope_id": product, "title": f"{product} {day:%y}.{day.month}"})  # fmt: skip
    rows.sort(key=lambda row: (row["started_at"], row["scope_id"]))
    for number, row in enumerate(rows, start=1):
        announced_at = datetime.fromisoformat(row["started_at"]) + timedelta(hours=2)
        row |= {"event_id": f"E{number:03d}", "loaded_at": announced_at}
    return rows


def usage_rows(accounts: list[Account], rng: random.Random) -> Iterable[Row]:
    """Daily use of the product; it follows the mood three weeks late, and a silent account stops using it."""
    for account in accounts:
        seats = max(2, round(float(account.row["arr"]) ** 0.5 / 5))
        for day in account.mood:
            mood = account.mood.get(day - timedelta(days=21), float(account.row["mood"]))
            share = max(0.02, 0.62 + 0.35 * mood) * WEEKDAYS[day.weekday()] / WEEKDAYS[0] * rng.uniform(0.8, 1.15)
            active = min(seats, round(seats * share * (0.1 if account.days_into("quiet", day) >= 0 else 1.0)))
            if active:
                yield {"account_id": account.row["account_id"], "date_day": day, "active_users": active, "seats": seats,
                       "logins": round(active * rng.uniform(1.2, 2.4)),
                       "feature_events": round(active * rng.uniform(6, 14))}  # fmt: skip


def write(rows: Iterable[Mapping[str, object]], table: str, folder: Path) -> None:
    """Write one table as CSV with exactly the contract's columns; a missing value is an empty field."""
    with (folder / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS[table].split(), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def generate(folder: Path, seed: int) -> None:
    """Write the five landing tables into the folder."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    accounts = make_accounts(rng)
    write(interaction_rows(accounts, rng), "interactions", folder)
    write(account_rows(accounts), "accounts", folder)
    write(event_rows(), "events", folder)
    write(usage_rows(accounts, rng), "usage_days", folder)
    write(read_part("feedback.csv"), "feedback", folder)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the built-in landing set.")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "landing")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    generate(arguments.out, arguments.seed)
