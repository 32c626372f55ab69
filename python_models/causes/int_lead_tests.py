"""Which signals lead churn and use, and by how many weeks."""

from groundswell import warehouse
from groundswell.causes.impacts import Constants
from groundswell.causes.leads import measure_leads


def model(dbt, session):
    weeks = dbt.ref("int_signal_weeks")
    topics = dbt.ref("int_topic_weeks")
    constants = dbt.ref("cause_constants")
    return measure_leads(
        weeks=warehouse.pandas_frame(weeks, [name for name in weeks.columns if name != "week_start_on"]),
        topics=warehouse.pandas_frame(topics, ["account_id", "week_number", "topic", "topic_share"]),
        constants=Constants.of_rows(warehouse.rows(constants)),
    )
