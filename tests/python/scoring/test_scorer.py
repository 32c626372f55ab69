"""The scorer's promises: order, sameness, bad input, context, vocabulary, versions."""

import json
import shutil

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from groundswell.scoring import Scorer
from groundswell.scoring.calibration import COLUMNS
from groundswell.scoring.encoder import EMOTIONS, WEIGHTS_DIR, WeightsError
from groundswell.scoring.huggingface import fingerprint
from groundswell.scoring.scorer import model_version
from groundswell.scoring.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def scorer():
    return Scorer.load()


TEXTS = [
    "The new dashboard is excellent, thank you!",
    "The export is broken again and nobody answers.",
    "How do I add a second user?",
    "Great, another outage.",
    "ok",
    "Love the charts, but the login is awful.",
]
NUMBERS = ["polarity", "polarity_se", "confidence", "p_negative", "p_neutral", "p_positive", "intensity"]


def numbers(table: pa.Table) -> np.ndarray:
    return np.column_stack([table[name].to_numpy().astype(float) for name in NUMBERS])


def test_rows_come_in_input_order_with_every_column(scorer):
    table = scorer.score(TEXTS)
    assert table.num_rows == len(TEXTS)
    assert table["polarity"][0].as_py() > 0.3
    assert table["polarity"][1].as_py() < -0.3
    assert table["sentiment_label"].to_pylist()[:3] == ["positive", "negative", "neutral"]
    emotions = ["anger", "frustration", "confusion", "joy", "satisfaction", "enthusiasm", "neutral"]
    assert {*NUMBERS, "language", "n_tokens", "is_truncated", "clauses"} <= set(table.column_names)
    assert {f"emotion_{name}" for name in emotions} <= set(table.column_names)


def test_the_numbers_are_consistent(scorer):
    table = scorer.score(TEXTS)
    classes = np.column_stack([table[name].to_numpy() for name in NUMBERS[3:6]])
    assert np.allclose(classes.sum(axis=1), 1)
    assert np.allclose(table["confidence"].to_numpy(), classes.max(axis=1))
    assert (np.abs(table["polarity"].to_numpy()) <= 1).all()
    assert (table["polarity_se"].to_numpy() > 0).all()


def test_a_text_scores_the_same_whatever_its_neighbours_and_order(scorer):
    crowd = TEXTS + [f"{text} {text} number {number}" for number in range(20) for text in TEXTS]
    together = numbers(scorer.score(crowd))
    alone = np.concatenate([numbers(scorer.score([text])) for text in TEXTS])
    backwards = numbers(scorer.score(crowd[::-1]))[::-1]
    assert np.abs(together[: len(TEXTS)] - alone).max() <= 1e-5
    assert np.abs(together - backwards).max() <= 1e-5


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_a_text_scores_the_same_whatever_the_number_of_workers(scorer, monkeypatch, workers):
    crowd = TEXTS * 30
    expected = numbers(scorer.score(TEXTS))
    monkeypatch.setattr("groundswell.scoring.session.WORKERS", workers)
    assert np.abs(numbers(scorer.score(crowd)) - np.tile(expected, (30, 1))).max() <= 1e-5


@pytest.mark.parametrize("text", [None, "", "   \n\t", "...", "12345", "这个应用很好用，我非常喜欢它", "\x00\x01"])
def test_what_cannot_be_judged_is_unknown_and_null(scorer, text):
    row = scorer.score(["Fine.", text, "Fine."]).slice(1, 1).to_pylist()[0]
    assert row["sentiment_label"] == "unknown"
    assert row["polarity"] is None
    assert row["p_positive"] is None
    assert row["emotion_joy"] is None
    assert row["clauses"] == []


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f621",
        "\ud83d lone surrogate, but fine",
        "bell \x07 and null \x00 inside",
        "<p>Really <b>great</b> service</p><script>alert(1)</script>",
        "It works, danke, gracias",
        "a" * 5000,
        "great " * 3000,
        ")" * 2000,
    ],
)
def test_strange_input_gets_a_finite_score(scorer, text):
    row = scorer.score([text]).to_pylist()[0]
    assert row["polarity"] is None or -1 <= row["polarity"] <= 1
    assert row["sentiment_label"] in {"positive", "neutral", "negative", "mixed", "unknown"}


def test_an_angry_face_is_below_a_smiling_one(scorer):
    angry, smiling = scorer.score(["\U0001f621", "\U0001f60d"])["polarity"].to_pylist()
    assert angry < 0 < smiling


def test_a_very_long_text_is_windowed_not_cut(scorer):
    long = "The service was good and everyone was friendly. " * 1500
    worse = long + "This is the worst company I know, they lost all my data. " * 1500
    first, second = scorer.score([long, worse], with_clauses=False).to_pylist()
    assert first["n_tokens"] > 12_000
    assert not first["is_truncated"]
    assert first["polarity"] > 0.3
    assert second["polarity"] < first["polarity"] - 0.3, "what stands at the end counts"


def test_a_text_beyond_the_hard_bound_says_so(scorer, monkeypatch):
    monkeypatch.setattr("groundswell.scoring.scorer.MAX_CHARACTERS", 100)
    short, long = scorer.score(["good", "good " * 100])["is_truncated"].to_pylist()
    assert not short
    assert long


def test_the_turns_before_decide_what_a_short_reply_means(scorer):
    after = [["We lost your data and cannot restore it."], ["Your refund was paid out today."]]
    failure, fix = scorer.score(["Great.", "Great."], after)["polarity"].to_pylist()
    assert failure < 0 < fix


def test_the_conversation_tells_the_language_of_a_short_reply(scorer):
    turns = [["Wir haben die Rechnung korrigiert und Ihnen noch einmal geschickt."], ["We have corrected the invoice."]]
    assert scorer.score(["Perfekt", "Perfect"], turns)["sentiment_label"].to_pylist()[0] == "unknown"
    assert scorer.score(["Perfekt", "Perfect"], turns)["language"].to_pylist() == ["de", "en"]


def test_a_long_text_is_not_cut_for_its_context(scorer):
    long = "The export works as it should. " * 60 + "Then it deleted everything and nobody cared, which is awful."
    alone, after = scorer.score([long, long], [[], ["How is it?"]])["polarity"].to_pylist()
    assert after == pytest.approx(alone, abs=1e-5)


def test_a_bare_rating_is_scored(scorer):
    labels = scorer.score(["10/10", "0 / 10", "12/10/2024", "4711"])["sentiment_label"].to_pylist()
    assert "unknown" not in labels[:2]
    assert labels[2:] == ["unknown", "unknown"]


def test_each_clause_is_judged_as_a_sentence_of_its_own(scorer):
    text = "Love the dashboards, but export is broken."
    first, second = scorer.score([text])["clauses"][0].as_py()
    assert first["polarity"] > 0.3
    assert second["polarity"] < -0.3
    assert text[second["span_start"] :] == "but export is broken."
    assert second["polarity"] == pytest.approx(scorer.score(["export is broken."])["polarity"][0].as_py(), abs=1e-5)


def test_turns_must_match_texts(scorer):
    with pytest.raises(ValueError, match="previous_turns"):
        scorer.score(["a", "b"], [[]])


@pytest.mark.parametrize(
    "texts",
    [
        ["I love it", None],
        ["I love it", float("nan")],
        ["I love it", np.float32("nan")],
        ["I love it", pd.NA],
        [pa.scalar("I love it"), pa.scalar(None, pa.string())],
        ("I love it", None),
        (text for text in ["I love it", None]),
        pa.array(["I love it", None]),
        pa.array(["I love it", None], pa.large_string()),
        pa.chunked_array([["I love it"], [None]], pa.string()),
        pd.Series(["I love it", None], index=[5, 9]),
        pd.Series(["I love it", None], dtype="string"),
        np.array(["I love it", None], dtype=object),
    ],
    ids=lambda texts: type(texts).__name__,
)
def test_texts_come_in_any_sequence_and_what_is_missing_is_no_text(scorer, texts):
    assert scorer.score(texts, with_clauses=False)["sentiment_label"].to_pylist() == ["positive", "unknown"]


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ("I love it", "texts is a string, not a list of strings"),
        (b"I love it", "texts is a bytes, not a list of strings"),
        (None, "texts is NoneType, not a list of strings"),
        ({"a": "b"}, "texts is a dict, not a list of strings"),
        ({"a"}, "texts is a set, not a list of strings"),
        (np.array("a"), "texts is a ndarray, not a list of strings"),
        (["a", "b", "c", 3.5], r"texts\[3\] is a float, not a string"),
        ([5], r"texts\[0\] is an int, not a string"),
        (["a", b"b"], r"texts\[1\] is a bytes, not a string"),
        ([["a"]], r"texts\[0\] is a list, not a string"),
        (pa.array([1, 2]), r"texts\[0\] is an int, not a string"),
        ([pd.NaT], r"texts\[0\] is a NaTType, not a string"),
    ],
)
def test_what_is_no_text_is_refused_by_position_and_type(scorer, texts, message):
    with pytest.raises(TypeError, match=message):
        scorer.score(texts)


@pytest.mark.parametrize(
    "turns",
    [
        [["We lost your data."], None],
        [["We lost your data.", None], float("nan")],
        [pa.array(["We lost your data."]), []],
        pa.array([["We lost your data."], None]),
        pd.Series([["We lost your data."], []], index=[5, 9]),
        (turns for turns in [["We lost your data."], []]),
    ],
    ids=lambda turns: type(turns).__name__,
)
def test_turns_come_in_any_sequence(scorer, turns):
    first, second = scorer.score(["Great.", "Great."], turns)["polarity"].to_pylist()
    assert first < second


@pytest.mark.parametrize(
    ("turns", "message"),
    [
        ("The site is down.", "previous_turns is a string, not a list of strings"),
        (["The site is down."], r"previous_turns\[0\] is a string, not a list of strings"),
        ([["down", 1]], r"previous_turns\[0\]\[1\] is an int, not a string"),
    ],
)
def test_turns_that_are_no_lists_of_strings_are_refused(scorer, turns, message):
    with pytest.raises(TypeError, match=message):
        scorer.score(["ok"], turns)


def test_no_texts_give_no_rows(scorer):
    assert scorer.score([]).num_rows == 0


def test_a_vocabulary_changes_scores_and_the_version(scorer):
    text = ["Horrible is the name of our product."]
    with_terms = Scorer.load(vocabulary=Vocabulary.from_rows([{"term": "horrible", "kind": "product"}]))
    assert with_terms.score(text)["polarity"][0].as_py() > scorer.score(text)["polarity"][0].as_py()
    assert with_terms.model_version != scorer.model_version
    assert scorer.model_version == model_version()


def test_the_version_follows_the_engine_and_its_labels(tmp_path):
    labels = {"NEG": "negative", "POS": "positive"}
    one = model_version("some/model", revision="a" * 40, labels=labels)
    assert one != model_version("some/model", revision="b" * 40, labels=labels)
    with pytest.raises(ValueError, match="revision"):
        model_version("some/model", revision="main", labels=labels)
    with pytest.raises(ValueError, match="labels"):
        model_version("some/model", revision="a" * 40)
    with pytest.raises(ValueError, match="safetensors"):
        fingerprint(str(tmp_path), None, labels)


def test_the_version_follows_every_constant_of_the_manifest(tmp_path):
    shutil.copytree(WEIGHTS_DIR, tmp_path, dirs_exist_ok=True)
    assert model_version(weights_dir=tmp_path) == model_version()
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | {"scale": 3.0}))
    assert model_version(weights_dir=tmp_path) != model_version()
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | {"calibration": {"temperature": "x"}}))
    with pytest.raises(WeightsError, match="temperature"):
        Scorer.load(weights_dir=tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"scale": float("nan")}, "scale is nan"),
        ({"scale": 0.0}, "scale is 0.0"),
        ({"calibration": {"temperature": 0}}, "temperature is 0, not a positive number"),
        ({"calibration": {"polarity_shift": float("nan")}}, "polarity_shift is nan, not a finite number"),
        ({"calibration": {"bias": [0.0, float("inf"), 0.0]}}, "bias is .*inf.*, not a finite number"),
        ({"emotion_thresholds": dict.fromkeys(EMOTIONS, 0)}, "emotion_thresholds outside 0 … 1"),
    ],
)
def test_constants_that_no_score_can_come_from_are_refused_on_load(tmp_path, change, message):
    shutil.copytree(WEIGHTS_DIR, tmp_path, dirs_exist_ok=True)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | change))
    with pytest.raises(WeightsError, match=message):
        Scorer.load(weights_dir=str(tmp_path))


def test_the_folder_of_the_weights_may_be_a_string(scorer):
    assert Scorer.load(weights_dir=str(WEIGHTS_DIR)).model_version == scorer.model_version


def test_a_local_folder_with_a_classifier_is_an_engine(tmp_path):
    transformers = pytest.importorskip("transformers")
    from groundswell.scoring.encoder import base_file

    config = transformers.BertConfig(
        hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        id2label={0: "bad", 1: "good"}, label2id={"bad": 0, "good": 1},
    )  # fmt: skip
    transformers.BertForSequenceClassification(config).save_pretrained(tmp_path)
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_file=str(base_file("tokenizer.json")), pad_token="[PAD]", model_max_length=128
    )
    tokenizer.save_pretrained(tmp_path)
    scorer = Scorer.load(str(tmp_path), labels={"bad": "negative", "good": "positive"})
    rows = scorer.score(["fine", None, "The service was friendly and quick."], [["Is it?"], [], []]).to_pylist()
    assert rows[0]["polarity"] == pytest.approx(rows[0]["p_positive"] - rows[0]["p_negative"])
    assert rows[0]["emotion_joy"] is None
    assert rows[1]["sentiment_label"] == "unknown"
    assert len(COLUMNS) == 13
    with pytest.raises(ValueError, match="lacks"):
        Scorer.load(str(tmp_path), labels={"bad": "negative"})
    labels = {"bad": "negative", "good": "positive"}
    before = model_version(str(tmp_path), labels=labels)
    turned = (tmp_path / "config.json").read_text().replace('"bad"', '"GOOD"').replace('"good"', '"bad"')
    (tmp_path / "config.json").write_text(turned.replace('"GOOD"', '"good"'))
    assert model_version(str(tmp_path), labels=labels) != before
