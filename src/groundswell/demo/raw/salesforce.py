"""Salesforce: accounts with their history, contacts, users, opportunities and logged activities."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from groundswell.demo import constants as c
from groundswell.demo import landing
from groundswell.demo.delivery import first_sync, moment
from groundswell.demo.people import VENDOR_DOMAIN, managers
from groundswell.demo.raw.shapes import shape
from groundswell.demo.raw.told import Told
from groundswell.demo.settings import Settings
from groundswell.demo.tables import Folder
from groundswell.demo.traffic import DAY_SECONDS

SCHEMAS = {
    "account": shape(
        "id name parent_id master_record_id owner_id csm_c website segment_c tier_c product_c billing_country "
        "lifecycle_stage_c arr_c:money currency_iso_code customer_since_c:date renewal_date_c:date churned_on_c:date "
        "is_deleted:flag created_date:time last_modified_date:time _fivetran_start:time"),
    "contact": shape("id account_id email is_deleted:flag created_date:time last_modified_date:time"),
    "user": shape("id name email is_active:flag last_modified_date:time"),
    "opportunity": shape("id account_id type stage_name amount:money currency_iso_code is_closed:flag is_won:flag "
                         "close_date:date is_deleted:flag created_date:time last_modified_date:time"),
    "task": shape("id account_id who_id owner_id task_subtype status activity_date:date completed_date_time:time "
                  "is_deleted:flag created_date:time last_modified_date:time"),
}  # fmt: skip
_COUNTRIES = {"EMEA": ("Germany", "Ireland", "France", "Netherlands"), "AMER": ("United States", "Canada"),
              "APAC": ("Australia", "New Zealand", "Singapore")}  # fmt: skip
_DEAL_DAYS = 60  # an opportunity is opened so long before it closes


def write_world(settings: Settings, folder: Folder) -> None:
    """The customer-success managers."""
    synced = first_sync(settings, 0)
    folder["user"].add_rows([
        {"id": f"005U{number}", "name": name, "email": f"{name.lower().replace(' ', '.')}@{VENDOR_DOMAIN}",
         "is_active": True, "last_modified_date": synced, "_fivetran_synced": synced}
        for number, name in enumerate(managers(settings))
    ])  # fmt: skip


def write_account(told: Told, folder: Folder) -> None:
    """An account with its history, and what sales and success logged about it."""
    folder["account"].add_rows(_versions(told))
    folder["contact"].add_rows(_contacts(told))
    folder["opportunity"].add_rows(_opportunities(told))
    folder["task"].add_rows(_tasks(told))


def _owner(told: Told) -> str:
    return f"005U{told.life.account.number // c.ACCOUNTS_PER_CSM}"


def _versions(told: Told) -> list[dict[str, Any]]:
    """The landing table's versions of the account under the names of Salesforce; sometimes a merged duplicate."""
    account, settings = told.life.account, told.settings
    created = moment(settings, account.start * DAY_SECONDS) - timedelta(days=40)
    countries = _COUNTRIES[account.region]
    shared = {"owner_id": _owner(told), "website": f"https://www.{account.domain}", "is_deleted": False,
              "billing_country": countries[account.number % len(countries)], "created_date": created}  # fmt: skip
    rows = [
        shared | {
            "id": row["account_id"], "name": row["account_name"], "parent_id": row["parent_id"],
            "csm_c": _owner(told), "segment_c": row["segment"], "tier_c": row["tier"], "product_c": row["product"],
            "lifecycle_stage_c": row["lifecycle_stage"], "arr_c": row["arr"], "currency_iso_code": row["currency"],
            "customer_since_c": row["started_on"], "renewal_date_c": row["renewal_on"],
            "churned_on_c": row.get("churned_on"), "last_modified_date": row["valid_from"],
            "_fivetran_start": row["valid_from"], "_fivetran_synced": row["loaded_at"],
        }
        for row in landing.account_rows(settings, told.life)
    ]  # fmt: skip
    if told.rng("salesforce").random() < c.MERGED_ACCOUNTS:
        rows.append(shared | {"id": f"{account.account_id}-old", "name": f"{account.name} (old)", "is_deleted": True,
                              "master_record_id": account.account_id, "_fivetran_start": rows[0]["_fivetran_start"],
                              "_fivetran_synced": rows[0]["_fivetran_synced"]})  # fmt: skip
    return rows


def _contacts(told: Told) -> list[dict[str, Any]]:
    """All people but the last of larger accounts, whom nobody has entered yet."""
    account, settings = told.life.account, told.settings
    known = account.contacts[:-1] if len(account.contacts) > c.CONTACTS_ALL_KNOWN else account.contacts
    began = moment(settings, account.start * DAY_SECONDS)
    return [
        {"id": f"003C{told.person_id(contact)}", "account_id": account.account_id, "email": contact.email,
         "is_deleted": False, "created_date": began, "last_modified_date": began,
         "_fivetran_synced": first_sync(settings, account.start)}
        for contact in known
    ]  # fmt: skip


def _opportunities(told: Told) -> list[dict[str, Any]]:
    """Renewals won and lost, expansions won; of what lies after the world nothing."""
    settings, account, outcomes = told.settings, told.life.account, told.life.outcomes
    deals = [("Renewal" if contract.outcome == "renewed" else "Expansion", True, contract.day)
             for contract in outcomes.contracts]  # fmt: skip
    if outcomes.churned is not None and outcomes.churned < settings.n_days:
        deals.append(("Renewal", False, outcomes.churned))
    rows = []
    for number, (kind, is_won, day) in enumerate(sorted(deals, key=lambda deal: deal[2]), start=1):
        closed = moment(settings, day * DAY_SECONDS + 15 * 3_600)
        rows.append({
            "id": f"006O{account.number}-{number}", "account_id": account.account_id, "type": kind,
            "stage_name": "Closed Won" if is_won else "Closed Lost", "amount": landing.money(account.arr),
            "currency_iso_code": "USD", "is_closed": True, "is_won": is_won, "close_date": settings.date_of(day),
            "is_deleted": False, "created_date": closed - timedelta(days=_DEAL_DAYS), "last_modified_date": closed,
            "_fivetran_synced": closed + timedelta(hours=2),
        })  # fmt: skip
    return rows


def _tasks(told: Told) -> list[dict[str, Any]]:
    """The calls of the customer-success manager; some are still to be done, and some have no account."""
    settings, account, rng = told.settings, told.life.account, told.rng("tasks")
    rows = []
    last = told.life.outcomes.last(settings)
    touches = [shock for shock in told.life.shocks if shock.kind == "csm_touchpoint" and shock.starts < last]
    for number, touch in enumerate(touches, start=1):
        at = moment(settings, touch.starts * DAY_SECONDS + 10 * 3_600)
        is_done, by_contact = rng.random() < 0.93, rng.random() < 0.2
        rows.append({
            "id": f"00T{account.number}-{number}", "account_id": None if by_contact else account.account_id,
            "who_id": f"003C{told.person_id(account.contacts[0])}", "owner_id": _owner(told),
            "task_subtype": rng.choice(("Call", "Email", "Task")), "status": "Completed" if is_done else "Not Started",
            "activity_date": settings.date_of(touch.starts), "completed_date_time": at if is_done else None,
            "is_deleted": False, "created_date": at, "last_modified_date": at,
            "_fivetran_synced": at + timedelta(hours=3),
        })  # fmt: skip
    return rows
