import csv
from pathlib import Path

import pytest

from groundswell.scoring.language import detect

with (Path(__file__).parent / "probes" / "languages.csv").open(encoding="utf-8", newline="") as file:
    PROBES = list(csv.DictReader(file))


def test_english_probes_are_english():
    texts = [probe["text"] for probe in PROBES if probe["language"] == "en"]
    assert detect(texts) == ["en"] * len(texts)


def test_other_languages_are_told_from_english():
    foreign = [probe for probe in PROBES if probe["language"] != "en"]
    found = detect([probe["text"] for probe in foreign])
    assert sum(code not in ("en", None) for code in found) >= 0.95 * len(foreign)
    assert sum(code == probe["language"] for code, probe in zip(found, foreign, strict=True)) >= 0.95 * len(foreign)


@pytest.mark.parametrize("text", [None, "", "   ", "👍", "12345 !!", "[email] [phone]"])
def test_a_text_without_letters_is_of_no_language(text):
    assert detect([text]) == [None]


def test_order_and_neighbours_do_not_matter():
    texts = [None, "Das funktioniert leider immer noch nicht.", "It still does not work", "👍"]
    assert detect(texts) == [None, "de", "en", None]
    assert detect(texts[::-1]) == detect(texts)[::-1]


def test_the_language_that_dominates_decides():
    assert detect(["Das Dashboard ist leider wieder down, bitte fixen, wir können so nicht arbeiten"]) == ["de"]
    assert detect(["The Fahrvergnügen dashboard is great and we use it every day"]) == ["en"]
