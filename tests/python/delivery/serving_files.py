"""Tiny serving files: the columns of the marts that delivery reads."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import md5
from pathlib import Path

import duckdb
import pyarrow as pa

AS_OF = date(2026, 6, 30)
TABLES = """
create schema marts;
set schema = 'marts';
create table dim_dates (date_day date);
create table dim_accounts (account_id text, csm_owner text, arr decimal(18, 2), renewal_on date);
create table fct_alerts (
    alert_id text, entity_type text, entity_id text, entity_name text, direction text, policy text,
    is_default_policy boolean, tier text, severity text, state text, opened_on date, escalated_on date, closed_on date,
    score double, reason text
);
create table fct_alert_evidence (
    alert_id text, kind text, item_rank bigint, interaction_key text, source_url text
);
"""


def alert(account: str = "A1", opened: int = 0, **changes: object) -> dict:
    """One alert as fct_alerts has it, opened so many days before AS_OF."""
    opened_on = AS_OF - timedelta(days=opened)
    row = {
        "entity_type": "account",
        "entity_id": account,
        "entity_name": f"Firm {account}",
        "direction": "decline",
        "policy": "standard",
        "is_default_policy": True,
        "tier": "moderate",
        "severity": "medium",
        "state": "open",
        "opened_on": opened_on,
        "escalated_on": None,
        "closed_on": None,
        "score": 2.6,
        "reason": f"Firm {account}: recent sentiment fell to 39.6 of 100; weighing most: topic sign-in 61 %.",
    } | changes
    if row["closed_on"] is not None:
        row["state"] = "closed"
    key = "|".join(str(row[name]) for name in ("entity_type", "entity_id", "direction", "policy", "opened_on"))
    return {"alert_id": md5(key.encode()).hexdigest()} | row


def write_serving(
    path: Path, alerts: list[dict], *statements: str, as_of: date = AS_OF, owners: dict[str, str] | None = None
) -> Path:
    """Write (anew) a serving file."""
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute(TABLES)
        connection.execute("insert into dim_dates values (?)", [as_of])
        for account, owner in (owners or {}).items():
            connection.execute("insert into dim_accounts values (?, ?, 50000, '2026-09-01')", [account, owner])
        if alerts:
            connection.register("rows", pa.Table.from_pylist(alerts))
            connection.execute("insert into fct_alerts by name select * from rows")
        for statement in statements:
            connection.execute(statement)
    return path
