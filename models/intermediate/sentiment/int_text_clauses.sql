{{ config(materialized='view') }}  {# words of customers are not stored twice #}

-- Clauses of the texts that the present scorer scored, with their words set between single spaces, so that a keyword is
-- found as a whole word by a plain search.
with

scores as (

    select
        scores.text_key,
        scores.redacted_text,
        scores.clauses

    from {{ ref('int_text_scores') }} as scores
    inner join {{ ref('int_scorer') }} as scorer
        on scores.model_version = scorer.model_version
    qualify row_number() over (partition by scores.text_key order by scores.raw_hash) = 1  -- one text, many spellings

),

clauses as (

    {{ clause_rows('scores') | indent(4) }}

)

select
    clauses.text_key,
    clauses.clause_number,
    clauses.polarity,
    {{ spaced_words('substr(scores.redacted_text, clauses.span_start + 1, clauses.span_end - clauses.span_start)') }}
        as words

from clauses
inner join scores
    on clauses.text_key = scores.text_key
