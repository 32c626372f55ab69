"""Scores of texts. Incremental, because a text that this model version has scored is never scored again."""

from groundswell import warehouse
from groundswell.scoring.cache import ScoreCache
from groundswell.scoring.pipeline import score_pending
from groundswell.scoring.settings import ScorerSettings


def model(dbt, session):
    scorer = ScorerSettings(**dbt.config.meta_get("scorer"), vocabulary=warehouse.rows(dbt.ref("domain_vocabulary")))
    version = warehouse.only_row(dbt.ref("int_scorer"))["model_version"]
    earlier = session.table(str(dbt.this)) if dbt.is_incremental else None
    pending = warehouse.pending_texts(dbt.ref("int_texts_to_score"), earlier, version)
    return score_pending(
        pending.batches,
        total=pending.count,
        scorer_factory=scorer.load,
        model_version=version,
        cache=ScoreCache(dbt.config.meta_get("score_cache_path")),
        max_texts=dbt.config.meta_get("max_texts_per_run"),
    )
