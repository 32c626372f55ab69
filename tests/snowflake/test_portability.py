"""Every rule is shown a breach and its portable spelling; then the project's own SQL is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from portability import DUCKDB_ONLY_MACROS, RULES, breaches, breaches_in_source

PROJECT = Path(__file__).parents[2]
SOURCES = [
    path
    for folder in ("models", "macros", "tests/generic", "tests/singular")
    for path in sorted((PROJECT / folder).rglob("*.sql"))
    if path.name not in DUCKDB_ONLY_MACROS
]

# rule: (what breaks it, what does not)
EXAMPLES = {
    "named window": (
        "select sum(x) over w from t window w as (partition by a)",
        "select sum(x) over (partition by a) as over_all from t as windowed",
    ),
    "FILTER (WHERE …)": (
        "select count(*) filter (where x > 1) from t",
        "select sum(case when x > 1 then 1 end) from t",
    ),
    "RANGE frame": (
        "select sum(x) over (order by d range between 6 preceding and current row) from t",
        "select sum(x) over (order by d rows between 6 preceding and current row) from t",
    ),
    "EXCLUDE in a frame": (
        "select sum(x) over (order by d rows between 6 preceding and current row exclude current row) from t",
        "select * exclude (x) from t",
    ),
    "aggregate ordered without a ROWS frame": (
        "select last_value(coalesce(x, 0)) over (order by d) from t",
        "select sum(x) over (partition by a), max(sum(x)) over (order by d rows between 1 preceding and current row)",
    ),
    "ranking without an order": (
        "select row_number() over (partition by a) from t",
        "select row_number() over (partition by a order by d) from t",
    ),
    "frame or order on a function that takes none": (
        "select median(x) over (order by d rows between 6 preceding and current row) from t",
        "select median(x) over (partition by a), regr_slope(y, x) from t",
    ),
    "ordered count(distinct …)": (
        "select count(distinct x) over (order by d rows between 6 preceding and current row) from t",
        "select count(distinct x) over (partition by a) from t",
    ),
    "LISTAGG not through nullif": (
        "select listagg(x, ',') within group (order by x) from t",
        "select nullif(listagg(x, ',') within group (order by x), '') from t",
    ),
    "frame from 0 rows before": (
        "select sum(x) over (order by d rows between 0 preceding and current row) from t",
        "select sum(x) over (order by d rows between 10 preceding and current row) from t",
    ),
    "IGNORE NULLS": ("select lag(x ignore nulls) over (order by d) from t", "select lag(x) over (order by d) from t"),
    "DESC without NULLS": ("select * from t order by x desc, y", "select described from t order by x desc nulls last"),
    "type float or real": ("select cast(x as float)", "select cast(x as double), x as really, floats"),
    "division not through nullif": ("select a / b", "select a / nullif(b, 0), a / 2.5, a /7, '1/x' -- 1/x"),
    "integer division, power or ==": ("select a ** 2", "select power(a, 2) where a >= b"),
    "regular expression operator": ("select a ~ 'x'", "select a like '~'"),
    "INTERVAL arithmetic": ("select d + interval 7 day", "select dateadd(day, 7, d) as interval_days"),
    "extract of a DuckDB part": ("select extract(isodow from d)", "select extract(year from d)"),
    "DuckDB function": ("select strftime(d, '%Y')", "select coalesce(first_value, 0) as range, t.week from t"),
    "DuckDB clause": ("select * from a asof join b on a.d >= b.d", "select * from a inner join b on a.d = b.d"),
    "list or struct literal": ("select [1, 2]", "select '[1, 2]'"),
    "sum or mean of a flag": ("select sum(t.is_open)", "select sum(case when is_open then 1 else 0 end), sum(issues)"),
    "aggregate named like its own column": ("select max(text) as text from t", "select max(t.text) as text from t"),
    "reserved word as a name": ("select a as values from t", "select cast(a as date) as value_row from t"),
    "clock": ("select current_date", "select date '2025-01-01' as current_day"),
    "backslash in a literal": ("select replace(a, '\\n', ' ')", "select a || 'n' -- \\n"),
}


def test_every_rule_has_its_examples():
    assert EXAMPLES.keys() == {rule.name for rule in RULES}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_planted_breach_is_found(rule):
    assert rule in [breach.rule for breach in breaches(EXAMPLES[rule][0])]


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_portable_spelling_passes(rule):
    assert breaches(EXAMPLES[rule][1]) == []


def test_a_model_may_not_ask_for_the_engine():
    source = "{% if target.type == 'duckdb' %}select 1{% endif %}"
    assert [breach.rule for breach in breaches_in_source(source)] == ["engine asked by name"]


def test_texts_are_joined_through_the_macro():
    rule = "LISTAGG not through nullif"
    assert [b.rule for b in breaches_in_source("select {{ dbt.listagg('x') }} as all_x")] == [rule]
    assert breaches_in_source("select {{ joined_texts('x', \"', '\", 'x') }} as all_x") == []


def test_the_duckdb_side_of_a_dispatched_macro_may_be_duckdb():
    macro = "{% macro {}__day(x) -%}\n    isodow(x)\n{%- endmacro %}"
    assert breaches_in_source(macro.replace("{}", "duckdb")) == []
    assert [(breach.line, breach.rule) for breach in breaches_in_source(macro.replace("{}", "default"))] == [
        (2, "DuckDB function")
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_the_project_is_portable(path):
    assert [str(breach) for breach in breaches_in_source(path.read_text())] == []
