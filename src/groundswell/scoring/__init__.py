"""Texts in, sentiment out: a transformer scorer that knows nothing of dbt."""

from groundswell.scoring.scorer import Scorer

__all__ = ["Scorer"]
