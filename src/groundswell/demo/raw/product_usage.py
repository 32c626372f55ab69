"""Product usage, by account and day."""

from __future__ import annotations

import numpy as np

from groundswell.demo.raw.shapes import shape
from groundswell.demo.raw.told import Told
from groundswell.demo.tables import Folder

SCHEMAS = {"daily_usage": shape("account_id date_day:date active_users:count logins:count feature_events:count "
                                "seats:count")}  # fmt: skip


def write_account(told: Told, folder: Folder) -> None:
    """The days of use of an account; each is loaded in the night after it."""
    columns = told.life.usage_days(told.settings)
    days = told.settings.days[columns.pop("day")]
    synced = (days + np.timedelta64(1, "D")).astype("datetime64[s]") + np.timedelta64(3, "h")
    account_id = [told.life.account.account_id] * len(days)
    folder["daily_usage"].add({"account_id": account_id, "date_day": days, **columns, "_fivetran_synced": synced})
