"""Would the outcome models have known? Rolling origins over the history, beside simpler scores."""

from groundswell import warehouse
from groundswell.outcomes.backtest import backtest
from groundswell.outcomes.examples import known_examples
from groundswell.outcomes.settings import OutcomeSettings


def model(dbt, session):
    settings = OutcomeSettings.from_rows(
        days=dbt.config.meta_get("days"),
        constants=warehouse.rows(dbt.ref("outcome_constants")),
        features=warehouse.rows(dbt.ref("outcome_features")),
        priors=warehouse.rows(dbt.ref("outcome_priors")),
    )
    examples = known_examples(dbt.ref("int_outcome_features"), dbt.ref("int_outcome_labels"))
    today = warehouse.only_row(dbt.ref("int_as_of"))
    return backtest(examples, settings, today["as_of"])
