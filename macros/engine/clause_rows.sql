{# Rows (text_key, clause_number, span_start, span_end, polarity) of a relation with a column `clauses`. #}
{% macro clause_rows(relation) -%}
    {{ adapter.dispatch('clause_rows', 'groundswell')(relation) }}
{%- endmacro %}


{% macro default__clause_rows(relation) -%}
    select
        texts.text_key,
        cast(clauses.value:clause_number as integer) as clause_number,
        cast(clauses.value:span_start as integer) as span_start,
        cast(clauses.value:span_end as integer) as span_end,
        cast(clauses.value:polarity as double) as polarity
    from {{ relation }} as texts, lateral flatten(input => texts.clauses) as clauses
{%- endmacro %}


{% macro duckdb__clause_rows(relation) -%}
    select
        text_key,
        clause.clause_number,
        clause.span_start,
        clause.span_end,
        clause.polarity
    from (select text_key, unnest(clauses) as clause from {{ relation }})
{%- endmacro %}


{# Type of that column. #}
{% macro clause_list_type() -%}
    {{ adapter.dispatch('clause_list_type', 'groundswell')() }}
{%- endmacro %}


{% macro default__clause_list_type() -%}
    array
{%- endmacro %}


{% macro duckdb__clause_list_type() -%}
    struct(clause_number integer, span_start integer, span_end integer, polarity double)[]
{%- endmacro %}
