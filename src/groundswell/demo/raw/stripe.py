"""Stripe: customers, subscriptions with their versions, prices, and invoices that were paid or not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from groundswell.demo import landing
from groundswell.demo.delivery import first_sync, moment
from groundswell.demo.outcomes import renewal_days
from groundswell.demo.raw.shapes import shape
from groundswell.demo.raw.told import Told
from groundswell.demo.tables import Folder
from groundswell.demo.traffic import DAY_SECONDS

SCHEMAS = {
    "customer": shape("id name email metadata_account_id is_deleted:flag created:time"),
    "subscription_history": shape("id customer_id status start_date:time current_period_end:time "
                                  "cancel_at_period_end:flag canceled_at:time ended_at:time created:time "
                                  "_fivetran_start:time _fivetran_active:flag"),
    "subscription_item": shape("id subscription_id price_id plan_id quantity:money"),
    "price": shape("id unit_amount:money currency recurring_interval recurring_interval_count:money"),
    "invoice": shape("id customer_id subscription_id status amount_due:money amount_paid:money currency "
                     "attempt_count:count due_date:time created:time"),
}  # fmt: skip
_BILL_EVERY_DAYS = 91


def write_account(told: Told, folder: Folder) -> None:
    """The subscription of an account and its bills."""
    account, settings = told.life.account, told.settings
    began, synced = moment(settings, account.start * DAY_SECONDS), first_sync(settings, account.start)
    number = account.number + 1
    folder["customer"].add_rows([
        {"id": f"cus_{number}", "name": account.name, "email": f"invoices@{account.domain}", "is_deleted": False,
         "metadata_account_id": account.account_id, "created": began, "_fivetran_synced": synced}
    ])  # fmt: skip
    folder["price"].add_rows([
        {"id": f"price_{number}", "unit_amount": landing.money(account.arr * 100), "currency": "usd",
         "recurring_interval": "year", "recurring_interval_count": landing.money(1), "_fivetran_synced": synced}
    ])  # fmt: skip
    folder["subscription_item"].add_rows([
        {"id": f"si_{number}", "subscription_id": f"sub_{number}", "price_id": f"price_{number}",
         "quantity": landing.money(1), "_fivetran_synced": synced}
    ])  # fmt: skip
    folder["subscription_history"].add_rows(_versions(told, began, synced))
    folder["invoice"].add_rows(_invoices(told))


def _versions(told: Told, began: datetime, synced: datetime) -> list[dict[str, Any]]:
    """One version a paid year; after the decision to leave one that will end, and one that has ended."""
    account, settings, outcomes = told.life.account, told.settings, told.life.outcomes
    number = account.number + 1
    shared = {"id": f"sub_{number}", "customer_id": f"cus_{number}", "status": "active", "start_date": began,
              "cancel_at_period_end": False, "created": began}  # fmt: skip
    renewals = [int(day) for day in renewal_days(settings, account)]
    period_end = moment(settings, renewals[0] * DAY_SECONDS)
    rows = [shared | {"current_period_end": period_end, "_fivetran_start": began, "_fivetran_synced": synced}]

    def add(day: int, **changes: Any) -> None:
        at = moment(settings, day * DAY_SECONDS + 3_600)
        rows.append(rows[-1] | changes | {"_fivetran_start": at, "_fivetran_synced": at + timedelta(hours=2)})

    for contract in outcomes.contracts:
        if contract.outcome == "renewed":
            following = next(day for day in renewals if day > contract.day)
            add(contract.day, current_period_end=moment(settings, following * DAY_SECONDS))
    if outcomes.decided is not None and outcomes.churned is not None:
        decided = moment(settings, outcomes.decided * DAY_SECONDS)
        add(outcomes.decided, cancel_at_period_end=True, canceled_at=decided)
        if outcomes.churned < settings.n_days:
            ended = moment(settings, outcomes.churned * DAY_SECONDS)
            add(outcomes.churned, status="canceled", ended_at=ended)
    return [row | {"_fivetran_active": row is rows[-1]} for row in rows]


def _invoices(told: Told) -> list[dict[str, Any]]:
    """A bill each quarter, and one that could not be collected for about half of the troubles with bills."""
    settings, account, rng = told.settings, told.life.account, told.rng("stripe")
    last = told.life.outcomes.last(settings)
    bills = [(day, "paid") for day in range(account.first + 5, last, _BILL_EVERY_DAYS)]
    troubles = [shock.starts for shock in told.life.shocks if shock.kind == "billing" and shock.starts < last]
    bills += [(day, "open" if rng.random() < 0.5 else "uncollectible") for day in troubles
              if failed_payment(account.number, day)]  # fmt: skip
    amount, number, rows = landing.money(account.arr * 100 / 4), account.number + 1, []
    for count, (day, status) in enumerate(sorted(bills), start=1):
        created = moment(settings, day * DAY_SECONDS + 6 * 3_600)
        rows.append({
            "id": f"in_{number}_{count}", "customer_id": f"cus_{number}", "subscription_id": f"sub_{number}",
            "status": status, "amount_due": amount, "amount_paid": amount if status == "paid" else landing.money(0),
            "currency": "usd", "attempt_count": 1 if status == "paid" else rng.randint(2, 4),
            "due_date": created + timedelta(days=14), "created": created,
            "_fivetran_synced": created + timedelta(hours=4),
        })  # fmt: skip
    return rows


def failed_payment(number: int, day: int) -> bool:
    """Whether a trouble with a bill of account *number* was a payment that failed; else it was a query about it."""
    return (number + day) % 2 == 0
