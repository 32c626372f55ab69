"""Raw in: is what was handed in fit to be built on? Stops the build where it is not."""

from groundswell.quality import run_gate


def model(dbt, session):
    return run_gate(
        session,
        gate="raw_in",
        tables={
            "int_interactions__checked": dbt.ref("int_interactions__checked"),
        },
        results_table=dbt.config.meta_get("results_table"),
        suites=dbt.config.meta_get("suites"),
    )
