"""Marts out: is what people would see sound? Stops the publishing where it is not."""

from groundswell.quality import run_gate


def model(dbt, session):
    return run_gate(
        session,
        gate="marts_out",
        tables={
            "fct_interactions": dbt.ref("fct_interactions"),
            "fct_entity_days": dbt.ref("fct_entity_days"),
            "fct_alerts": dbt.ref("fct_alerts"),
        },
        results_table=dbt.config.meta_get("results_table"),
        suites=dbt.config.meta_get("suites"),
    )
