"""Which scorer this build uses. Its version is a hash of everything that can change a score."""

from groundswell.scoring import describe


def model(dbt, session):
    return describe(engine=dbt.config.meta_get("scorer_engine"), vocabulary=dbt.config.meta_get("vocabulary_path"))
