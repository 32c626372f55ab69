"""The shape of a scored text, shared by the scorer, the cache and the pipeline."""

import pyarrow as pa

EMOTIONS = ("anger", "frustration", "confusion", "joy", "satisfaction", "enthusiasm", "neutral")
LABELS = ("positive", "neutral", "negative", "mixed", "unknown")

CLAUSE = pa.struct(
    [
        ("clause_number", pa.int32()),  # from 1, in the order of the text
        ("span_start", pa.int32()),  # characters into redacted_text
        ("span_end", pa.int32()),  # exclusive
        ("polarity", pa.float64()),
    ]
)

# What a scorer returns for each text. All but the last three and the label are NULL when nothing could be said.
PREDICTION_FIELDS = [
    pa.field("polarity", pa.decimal128(9, 6)),
    pa.field("polarity_se", pa.float64()),
    pa.field("confidence", pa.float64()),
    pa.field("p_negative", pa.float64()),
    pa.field("p_neutral", pa.float64()),
    pa.field("p_positive", pa.float64()),
    pa.field("sentiment_label", pa.string()),
    pa.field("intensity", pa.float64()),
    *[pa.field(f"emotion_{emotion}", pa.float64()) for emotion in EMOTIONS],
    pa.field("n_tokens", pa.int32()),
    pa.field("is_truncated", pa.bool_()),
    pa.field("clauses", pa.list_(CLAUSE)),
]

# One row per text_key and model_version.
CACHE_SCHEMA = pa.schema(
    [
        pa.field("text_key", pa.string(), nullable=False),
        pa.field("model_version", pa.string(), nullable=False),
        pa.field("engine", pa.string(), nullable=False),
        pa.field("redacted_text", pa.string(), nullable=False),
        pa.field("language", pa.string()),
        *PREDICTION_FIELDS,
    ]
)

# One row per raw_hash.
SCORES_SCHEMA = pa.schema([pa.field("raw_hash", pa.string(), nullable=False), *CACHE_SCHEMA])
