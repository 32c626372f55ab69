"""Impacts of events, of types of events, and of the placebo dates that they are judged by."""

from groundswell import warehouse
from groundswell.causes.impacts import Constants
from groundswell.causes.types import measure_impacts


def model(dbt, session):
    days = dbt.ref("int_entity_days__observed").filter("entity_type = 'account' and sum_w_r > 0")
    days = days.project("entity_id as account_id, date_day, sum_w_r as weight, sum_r as weighted_sum")
    events = ["event_id", "event_type", "scope", "scope_id", "started_on", "resolution_hours"]
    versions = ["account_id", "valid_from", "valid_to", "segment", "product"]
    as_of = warehouse.only_row(dbt.ref("int_as_of"))
    return measure_impacts(
        days=warehouse.pandas_frame(days, ["account_id", "date_day", "weight", "weighted_sum"]),
        events=warehouse.pandas_frame(dbt.ref("int_events__all"), events),
        exposures=warehouse.pandas_frame(dbt.ref("int_event_exposures"), ["event_id", "account_id"]),
        versions=warehouse.pandas_frame(dbt.ref("int_accounts__versions"), versions),
        constants=Constants.of_rows(warehouse.rows(dbt.ref("cause_constants"))),
        as_of=as_of["as_of"],
    )
