"""Scores of texts. Incremental, because a text that this model version has scored is never scored again."""

from groundswell import warehouse
from groundswell.scoring import score_pending


def model(dbt, session):
    scorer = warehouse.only_row(dbt.ref("int_scorer"))
    earlier = session.table(str(dbt.this)) if dbt.is_incremental else None
    pending = warehouse.pending_texts(dbt.ref("int_texts_to_score"), earlier, scorer["model_version"])
    return score_pending(
        pending,
        engine=scorer["engine"],
        model_version=scorer["model_version"],
        vocabulary=dbt.config.meta_get("vocabulary_path"),
        cache_path=dbt.config.meta_get("score_cache_path"),
        max_texts=dbt.config.meta_get("max_texts_per_run"),
    )
