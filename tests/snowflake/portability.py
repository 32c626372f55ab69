"""What the emulator would accept and Snowflake would not, or would answer differently, found in the text of the SQL.

`breaches` reads SQL as it is sent (compiled); `breaches_in_source` reads a model or macro as it is written, and leaves
out what macro dispatch keeps for DuckDB. docs/snowflake.md says what each rule is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

# Read files on DuckDB; only duckdb__ macros call them.
DUCKDB_ONLY_MACROS = {"landing_files.sql", "landing_reader.sql", "parquet_reader.sql"}

# Not functions of Snowflake, or other ones of the same name.
DUCKDB_FUNCTIONS = (
    r"list_\w+|list|array_agg|string_agg|group_concat|string_split|str_split|regexp_split_to_array|regexp_extract\w*|"
    r"regexp_matches|strftime|strptime|try_strptime|epoch\w*|isodow|dayofweek|weekday|weekofyear|week|yearweek|dayname|"
    r"unnest|generate_series|range|glob|read_\w+|date_diff|datesub|date_sub|date_add|make_date|make_timestamp|"
    r"arg_max|arg_min|quantile\w*|fsum|favg|kahan_sum|isnan|isinf|isfinite|log|log10|log2|concat_ws|printf|format|"
    r"struct_pack|row_to_json|hash|first|last|bool_or|bool_and|now|today|random|strip_accents|product|entropy"
)
RESERVED = (
    "account|all|alter|and|any|as|between|by|case|cast|check|column|connect|connection|constraint|create|cross|"
    "current|current_date|current_time|current_timestamp|current_user|database|delete|distinct|drop|else|exists|"
    "false|following|for|from|full|grant|group|gscluster|having|ilike|in|increment|inner|insert|intersect|into|is|"
    "issue|join|lateral|left|like|localtime|localtimestamp|minus|natural|not|null|of|on|or|order|organization|"
    "qualify|regexp|revoke|right|rlike|row|rows|sample|schema|select|set|some|start|table|tablesample|then|to|"
    "trigger|true|try_cast|union|unique|update|using|values|view|when|whenever|where|with"
)
RANKING = r"row_number|rank|dense_rank|percent_rank|cume_dist|ntile|lag|lead"
FRAMED = r"sum|count|avg|min|max|stddev\w*|var\w*|first_value|last_value|nth_value"
UNFRAMED = r"median|mode|regr_\w+|corr|covar_\w+|percentile_cont|percentile_disc"


class Rule(NamedTuple):
    """A named breach, and how to write it instead."""

    name: str
    instead: str
    find: Callable[[str], Iterator[int]]


class Breach(NamedTuple):
    """A rule broken at a line."""

    line: int
    rule: str
    instead: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.rule} ({self.instead})"


def pattern(expression: str) -> Callable[[str], Iterator[int]]:
    """Places where a regular expression matches."""
    compiled = re.compile(expression, re.IGNORECASE)
    return lambda sql: (match.start() for match in compiled.finditer(sql))


def window(functions: str, is_bad: Callable[[str, str], bool]) -> Callable[[str], Iterator[int]]:
    """Calls of window functions whose arguments and window, each as text, are bad."""
    call = re.compile(rf"\b({functions})\s*\(", re.IGNORECASE)

    def find(sql: str) -> Iterator[int]:
        for match in call.finditer(sql):
            end = closing(sql, match.end() - 1)
            over = re.compile(r"\s*over\s*\(", re.IGNORECASE).match(sql, end + 1)
            if over:
                frame = sql[over.end() : closing(sql, over.end() - 1)].lower()
                if is_bad(sql[match.end() : end].lower(), frame):
                    yield match.start()

    return find


def closing(sql: str, opening: int) -> int:
    """Where the parenthesis at *opening* is closed; the end of the text if it is not."""
    depth = 0
    for place in range(opening, len(sql)):
        depth += {"(": 1, ")": -1}.get(sql[place], 0)
        if depth == 0:
            return place
    return len(sql)


def _joins_to_empty_text(sql: str) -> Iterator[int]:
    for match in re.finditer(r"\blistagg\s*\(", sql, re.IGNORECASE):
        if not sql[: match.start()].rstrip().lower().endswith("nullif("):
            yield match.start()


def _is_unordered(_: str, frame: str) -> bool:
    return "order by" not in frame and "jinja" not in frame


def _lacks_rows(_: str, frame: str) -> bool:
    return "order by" in frame and "rows " not in frame


def _has_frame(_: str, frame: str) -> bool:
    return "order by" in frame or "rows " in frame


def _counts_distinct_in_order(arguments: str, frame: str) -> bool:
    return arguments.lstrip().startswith("distinct") and "order by" in frame


RULES = [
    Rule("named window", "macro with the frame", pattern(r"\bwindow\s+\w+\s+as\s*\(|\bover\s+(?!\()\w")),
    Rule("FILTER (WHERE …)", "sum(case …)", pattern(r"\bfilter\s*\(\s*where\b")),
    Rule("RANGE frame", "dense days and ROWS", pattern(r"\brange\s+between\b|\bgroups\s+between\b")),
    Rule("EXCLUDE in a frame", "two frames", pattern(r"\bexclude\s+(current\s+row|ties|group|no\s+others)\b")),
    Rule("aggregate ordered without a ROWS frame", "say `rows between …`", window(FRAMED, _lacks_rows)),
    Rule("ranking without an order", "order by", window(RANKING, _is_unordered)),
    Rule("frame or order on a function that takes none", "sums", window(UNFRAMED, _has_frame)),
    Rule("ordered count(distinct …)", "dense_rank", window("count", _counts_distinct_in_order)),
    Rule("LISTAGG not through nullif", "joined_texts: Snowflake gives '' where there is nothing", _joins_to_empty_text),
    Rule("frame from 0 rows before", "current row", pattern(r"\b0\s+(preceding|following)\b")),
    Rule("IGNORE NULLS", "a dispatched macro", pattern(r"\bignore\s+nulls\b")),
    Rule("DESC without NULLS", "nulls last: Snowflake puts NULL first", pattern(r"\bdesc\b(?!\s+nulls\b)")),
    Rule("type float or real", "double", pattern(r"\b(float\d?|real|hugeint|timestamptz)\b(?!\s*\()")),
    Rule("division not through nullif", "nullif(…, 0)", pattern(r"/(?!\s*(?:nullif\s*\(|\d+(?:\.\d+)?\b))")),
    Rule("integer division, power or ==", "floor, power(), =", pattern(r"//|\*\*|==")),
    Rule("regular expression operator", "like", pattern(r"!?~|\bsimilar\s+to\b|\bglob\s")),
    Rule("INTERVAL arithmetic", "dbt.dateadd", pattern(r"\binterval\b")),
    Rule(
        "extract of a DuckDB part", "iso_weekday, dbt.datediff", pattern(r"\bextract\s*\(\s*(epoch|isodow|dow|week)\b")
    ),
    Rule("DuckDB function", "a dispatched macro", pattern(rf"(?<![\w.])(?:{DUCKDB_FUNCTIONS})\s*\(")),
    Rule(
        "DuckDB clause",
        "plain SQL",
        pattern(
            r"\basof\s+join\b|\bpositional\s+join\b|\bsemi\s+join\b|\banti\s+join\b|"
            r"\bunion\s+(all\s+)?by\s+name\b|\busing\s+sample\b|"
            r"\bdistinct\s+on\b|\bcolumns\s*\(|\blambda\b|->|\bpivot_wider\b|\bfrom\s+range\b"
        ),
    ),
    Rule("list or struct literal", "a dispatched macro", pattern(r"(?<!\w)\[[^\]]*\]|\{")),
    Rule(
        "sum or mean of a flag",
        "sum(case when … then 1 else 0 end)",
        pattern(r"\b(sum|avg|min|max)\s*\(\s*(\w+\.)?(is|has)_\w+\s*\)"),
    ),
    Rule(
        "aggregate named like its own column",
        "qualify the column",
        pattern(r"\b(?:sum|min|max|avg|count|any_value)\s*\(\s*(?:distinct\s+)?(\w+)\s*\)\s+as\s+\1\b"),
    ),
    Rule("reserved word as a name", "another name", pattern(rf"(?<!\btry_cast\()\bas\s+({RESERVED})\b(?!\s*\()")),
    Rule("clock", "var as_of", pattern(r"\bcurrent_(date|timestamp|time)\b")),
    Rule("backslash in a literal", "Snowflake reads it as an escape", pattern(r"\\")),
]


def breaches(sql: str) -> list[Breach]:
    """Breaches of SQL without Jinja, by line."""
    bare = _without_words(sql)
    return sorted(
        Breach(bare.count("\n", 0, place) + 1, rule.name, rule.instead) for rule in RULES for place in rule.find(bare)
    )


def breaches_in_source(sql: str) -> list[Breach]:
    """Breaches of a model or macro as written, Jinja and DuckDB's side of dispatched macros left out."""
    found = breaches(_without_jinja(sql))
    found += [
        Breach(sql.count("\n", 0, match.start()) + 1, "engine asked by name", "adapter.dispatch")
        for match in re.finditer(r"\btarget\s*\.\s*type\b|\btarget\s*\[\s*['\"]type|\badapter\s*\.\s*type\b", sql)
    ]
    found += [
        Breach(sql.count("\n", 0, match.start()) + 1, "LISTAGG not through nullif", "joined_texts")
        for match in re.finditer(r"(?<!nullif\(\{\{ )\bdbt\.listagg\b", sql)
    ]
    return sorted(found)


def breaches_in_folder(folder: Path) -> list[str]:
    """Breaches of every compiled file under a folder."""
    return [
        f"{path.relative_to(folder)} {b}" for path in sorted(folder.rglob("*.sql")) for b in breaches(path.read_text())
    ]


def _blank(text: str, keep: str = "") -> str:
    return "".join(character if character == "\n" or character in keep else " " for character in text)


def _without_words(sql: str) -> str:
    """Comments and the insides of literals blanked, lines and backslashes of literals kept."""

    def blank(match: re.Match[str]) -> str:
        text = match[0]
        return _blank(text) if text.startswith(("--", "/*")) else "'" + _blank(text[1:-1], keep="\\") + "'"

    return re.sub(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"[^\"]*\"", blank, sql, flags=re.DOTALL)


def _without_jinja(sql: str) -> str:
    sql = re.sub(r"\{#.*?#\}", lambda match: _blank(match[0]), sql, flags=re.DOTALL)
    sql = re.sub(r"\{%-?\s*macro\s+duckdb__.*?endmacro\s*-?%\}", lambda match: _blank(match[0]), sql, flags=re.DOTALL)
    sql = re.sub(r"\{\{.*?\}\}", lambda match: "(jinja)" + "\n" * match[0].count("\n"), sql, flags=re.DOTALL)
    return re.sub(r"\{%.*?%\}", lambda match: _blank(match[0]), sql, flags=re.DOTALL)
