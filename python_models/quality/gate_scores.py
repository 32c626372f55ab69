"""Scores: are they scores? Stops everything that would be computed from them where they are not."""

from groundswell.quality import run_gate


def model(dbt, session):
    return run_gate(
        session,
        gate="scores",
        tables={
            "int_text_scores": dbt.ref("int_text_scores"),
        },
        results_table=dbt.config.meta_get("results_table"),
        suites=dbt.config.meta_get("suites"),
    )
