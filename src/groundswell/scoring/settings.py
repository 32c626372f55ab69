"""Which scorer a build uses, as one value that can say its version without loading anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from groundswell.scoring.scorer import LOCAL_ENGINE, Scorer, model_version
from groundswell.scoring.vocabulary import Vocabulary


@dataclass(frozen=True)
class ScorerSettings:
    """A scorer to be.

    Attributes:
        engine: "local", or a Hugging Face id or folder.
        revision: Commit of a Hugging Face id.
        labels: Label of that classifier → negative, neutral or positive.
        vocabulary: Rows of seed `domain_vocabulary`.
    """

    engine: str = LOCAL_ENGINE
    revision: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    vocabulary: Sequence[Mapping[str, object]] = ()

    @property
    def model_version(self) -> str:
        """Twelve hex digits that change whenever a score could."""
        return model_version(self.engine, vocabulary=self._words(), revision=self.revision, labels=self.labels)

    def load(self) -> Scorer:
        """The scorer; takes a second or so."""
        return Scorer.load(self.engine, vocabulary=self._words(), revision=self.revision, labels=self.labels)

    def describe(self) -> pa.Table:
        """One row: engine, model_version."""
        return pa.table({"engine": [self.engine], "model_version": [self.model_version]})

    def _words(self) -> Vocabulary | None:
        return Vocabulary.from_rows(self.vocabulary) if self.vocabulary else None
