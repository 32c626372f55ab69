"""The outcome models in force, as coefficients. They learn on fixed days from what was known then."""

from groundswell import warehouse
from groundswell.outcomes.examples import known_examples
from groundswell.outcomes.models import learn_models
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
    return learn_models(examples, settings, today["as_of"])
