"""Which scorer this build uses. Its version is a hash of everything that can change a score."""

from groundswell import warehouse
from groundswell.scoring.settings import ScorerSettings


def model(dbt, session):
    scorer = dbt.config.meta_get("scorer")
    return ScorerSettings(**scorer, vocabulary=warehouse.rows(dbt.ref("domain_vocabulary"))).describe()
