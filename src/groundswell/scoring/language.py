"""Which language a text is in, so that a text the model does not know is counted and not guessed.

py3langid: pure Python and numpy, its model inside its package, BSD-3-Clause. What was measured against what:
docs/decisions/0005-text-cleaning-and-redaction.md.
"""

import functools
import re
from collections.abc import Sequence

from py3langid.langid import MODEL_FILE, LanguageIdentifier

DEFAULT = "en"

# Below it the best guess for Latin script is noise ("ok" is Serbian at .01) and English is the better one. At .5, .09 %
# of 21,000 English texts are called foreign and 99 % of the foreign probe sentences are.
_MIN_PROBABILITY = 0.5
_MAX_CHARACTERS = 2000  # more does not change the answer

_PLACEHOLDER = re.compile(r"\[(?:url|email|secret|iban|card|ssn|ip|phone|handle)\]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def detect(texts: Sequence[str | None]) -> list[str | None]:
    """ISO 639-1 codes of cleaned texts, in input order.

    None for NULL and for text without a letter (emoji, digits), of which no language can be told. Text in Latin script
    whose language is unsure, as in "ok" or "Nope", is "en". About 10,000 short texts a second, 100 MB once loaded.
    """
    return [_detect(text) for text in texts]


def _detect(text: str | None) -> str | None:
    text = _PLACEHOLDER.sub(" ", (text or "")[:_MAX_CHARACTERS])
    letters = _LETTER.findall(text)
    if not letters:
        return None
    language, probability = _identifier().classify(text)
    if sum(map(bool, map(_LATIN_LETTER.match, letters))) * 2 < len(letters):
        return language if len(language) == 2 and language != DEFAULT else None  # another script is never English
    # Three-letter codes are languages without a two-letter one: pidgins and dialects close to English, mostly.
    return language if probability >= _MIN_PROBABILITY and len(language) == 2 else DEFAULT


@functools.cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
