{{ config(materialized='view') }}  {# words of customers are not stored twice #}

-- The redacted text behind each score. Many spellings may be one text after cleaning.
select
    scores.text_key,
    scores.model_version,
    min(scores.redacted_text) as redacted_text

from {{ ref('int_text_scores') }} as scores
group by scores.text_key, scores.model_version
