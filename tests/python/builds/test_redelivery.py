"""Exact duplicates and re-delivered rows change nothing."""

from __future__ import annotations

from collections.abc import Callable

from support import Workspace, differences, message, succeeded

DELIVERED_AGAIN = ("rows_delivered", "rows_redelivered")


def rows() -> list[dict]:
    back_fill = [
        message(interaction_id=f"h{day}", occurred_at=f"2025-05-{day:02d} 08:00:00", loaded_at="2025-06-01 00:00:00",
                account_key="acme", polarity=(day % 5) / 10)
        for day in range(1, 29)
    ]  # fmt: skip
    later = [
        message(interaction_id=f"n{day}", occurred_at=f"2025-06-{day:02d} 08:00:00",
                loaded_at=f"2025-06-{day:02d} 09:00:00", account_key="acme", polarity=-0.9)
        for day in range(3, 29)
    ]  # fmt: skip
    return back_fill + later


def test_duplicates_and_redeliveries_change_nothing(workspace: Callable[[str], Workspace]):
    once, often = workspace("once"), workspace("often")
    once.write("interactions", rows())
    again = [{**row, "loaded_at": "2025-06-28 09:00:00"} for row in rows()]
    often.write("interactions", [*again, *rows(), *rows()])
    accounts = [{"account_id": "acme", "segment": "small", "valid_from": "2024-01-01", "loaded_at": "2025-01-01"}]
    events = [{"event_id": "e", "event_type": "release", "started_at": "2025-06-02", "loaded_at": "2025-06-02"}]
    usage = [{"account_id": "acme", "date_day": "2025-06-02", "logins": 3}]
    for here, times in ((once, 1), (often, 2)):
        here.write("accounts", accounts * times)
        here.write("events", events * times)
        here.write("usage_days", usage * times)
        succeeded(here.build_sql())
    assert differences(once.build_file, often.build_file, leave_out=["mart_trust"], columns_but="landing_file") == {}
    trust = f"select metric, scope, value from marts.mart_trust where metric not in {DELIVERED_AGAIN} order by all"
    assert once.query(trust) == often.query(trust)
    redelivered = "select value from marts.mart_trust where metric = 'rows_redelivered'"
    assert (once.values(redelivered), often.values(redelivered)) == ([0], [2 * len(rows())])
    assert once.values("select count(*) > 0 from marts.fct_alerts") == [True], "there is an alert to be repeated"
