"""The domain vocabulary: terms that sound bad and mean nothing bad, made neutral before a text is encoded.

"Kill the process" is no anger and "Panic Button" may be a product. The user's seed `domain_vocabulary` names such
terms, and each is replaced by a neutral paraphrase in the text that the encoder sees; stored text and spans stay as
they were. So the list can grow without retraining.
"""

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ("term", "kind", "replacement", "note")
# What a term becomes when its row has no replacement.
DEFAULT_REPLACEMENTS = {"neutral_technical": "run the task", "product": "the product", "own_term": "the feature"}

_MAX_TERM = 80
_GAP = re.compile(r"[\s-]+")
_WORD = re.compile(r"\w+")
_TERM = re.compile(r"\w[\w\s*'’./+#&-]*")


class VocabularyError(ValueError):
    """A row of the vocabulary cannot be used; the message names file, row and column."""


@dataclass(frozen=True)
class Term:
    """One term, in lower case. A `*` in it stands for up to two words: "kill the * process"."""

    term: str
    replacement: str


class Vocabulary:
    """Terms and their neutral paraphrases; longer terms win over shorter ones."""

    def __init__(self, terms: Iterable[Term]):
        ordered = sorted(set(terms), key=lambda term: (-len(term.term), term.term))
        listing = "\x1e".join(f"{term.term}\x1f{term.replacement}" for term in ordered)
        self.fingerprint = hashlib.sha256(listing.encode()).hexdigest()
        """Hash of all terms and replacements, whatever the order of the rows; part of model_version."""
        # Terms are tried only where their first word stands: one alternation of all of them took 12 ms a text.
        self._terms_of: dict[str, list[Term]] = {}
        for term in ordered:
            self._terms_of.setdefault(_WORD.match(term.term)[0], []).append(term)
        self._pattern_of = {
            word: re.compile("|".join(_term_pattern(term.term) for term in terms), re.IGNORECASE)
            for word, terms in self._terms_of.items()
        }

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str | None]], source: str = "domain_vocabulary") -> "Vocabulary":
        """A vocabulary of rows with the keys `term`, `kind` and optionally `replacement` and `note`.

        `term` may hold several forms joined by "|". `kind` is neutral_technical, product or own_term. Without a
        replacement the kind's own stands in. Matching ignores case, and takes spaces and hyphens as the same.

        Raises:
            VocabularyError: a column is missing, a term empty, too long, without a letter or repeated, a kind unknown.
        """
        terms: dict[str, Term] = {}
        for number, row in enumerate(rows, start=1):
            for name in ("term", "kind"):
                if name not in row:
                    raise VocabularyError(f"{source}, row {number}: column {name} is missing")
            kind = (row["kind"] or "").strip()
            if kind not in DEFAULT_REPLACEMENTS:
                allowed = ", ".join(DEFAULT_REPLACEMENTS)
                raise VocabularyError(f"{source}, row {number}, column kind: {kind!r} is none of {allowed}")
            replacement = (row.get("replacement") or "").strip() or DEFAULT_REPLACEMENTS[kind]
            for form in (row["term"] or "").split("|"):
                term = _GAP.sub(" ", form).strip().lower()
                if problem := _problem(term):
                    raise VocabularyError(f"{source}, row {number}, column term: {form.strip()!r} {problem}")
                if term in terms:
                    raise VocabularyError(f"{source}, row {number}, column term: {term!r} is there twice")
                terms[term] = Term(term, replacement)
        return cls(terms.values())

    @classmethod
    def from_csv(cls, path: str | Path) -> "Vocabulary":
        """A vocabulary of a CSV file in UTF-8 with a header row; see `from_rows`.

        Raises:
            VocabularyError: the file is missing, not UTF-8, or a row of it is bad; rows are numbered from 1 after the
            header.
        """
        path = Path(path)
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file, strict=True)
                if absent := [name for name in ("term", "kind") if name not in (reader.fieldnames or ())]:
                    raise VocabularyError(
                        f"{path}, header: column {absent[0]} is missing; columns are {', '.join(COLUMNS)}"
                    )
                return cls.from_rows(list(reader), str(path))
        except FileNotFoundError:
            raise VocabularyError(f"{path}: there is no such file") from None
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise VocabularyError(f"{path}: cannot be read as CSV in UTF-8: {error}") from error

    def apply(self, text: str) -> str:
        """The text with each term replaced by its neutral paraphrase. Time is linear in the length."""
        kept, position = [], 0
        for word in _WORD.finditer(text):
            first = self._first_word(word[0])
            if first is None or word.start() < position:
                continue
            if match := self._pattern_of[first].match(text, word.start()):
                kept += [text[position : word.start()], self._terms_of[first][match.lastindex - 1].replacement]
                position = match.end()
        return "".join(kept) + text[position:]

    def __len__(self) -> int:
        """How many terms there are."""
        return sum(map(len, self._terms_of.values()))

    def _first_word(self, word: str) -> str | None:
        """The first word of a term that `word` may be, itself or its plural."""
        word = word.lower()
        forms = (word, word.removesuffix("s"), word.removesuffix("es"))
        return next((form for form in forms if form in self._pattern_of), None)


def _problem(term: str) -> str | None:
    if not term:
        return "is empty"
    if len(term) > _MAX_TERM:
        return f"is longer than {_MAX_TERM} characters"
    if not _TERM.fullmatch(term) or not re.search(r"[^\W\d_]", term):
        return "must begin with a letter or digit, hold a letter, and only letters, digits, spaces and *'./+#&-"
    if term.startswith("*") or term.endswith("*"):
        return "may have * only between words"
    return None


def _term_pattern(term: str) -> str:
    words = []
    for word in term.split(" "):
        if word == "*":
            words[-1] += r"(?:[\s-]+[\w'’-]+){0,2}"
        else:
            words.append(re.escape(word))
    # The last word may stand in the plural or possessive.
    spelling = r"[\s-]+".join(words)
    return rf"(?<!\w)({spelling}(?:s|es|'s)?)(?!\w)"
