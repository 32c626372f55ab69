-- "Love the dashboards, but export is broken": each topic or competitor gets the polarity of the clauses that name it,
-- not of the whole text. Keywords are looked up here, after scoring, so that a changed seed rescores nothing.
with

named as (

    select distinct
        clauses.text_key,
        clauses.clause_number,
        clauses.polarity,
        keywords.aspect_kind,
        keywords.aspect

    from {{ ref('int_text_clauses') }} as clauses
    inner join {{ ref('int_aspect_keywords') }} as keywords
        on contains(clauses.words, keywords.words)

)

select
    text_key,
    aspect_kind,
    aspect,
    count(*) as n_clauses,
    cast(avg(cast(polarity as decimal(9, 6))) as decimal(9, 6)) as polarity

from named
where polarity is not null
group by text_key, aspect_kind, aspect
