-- "Northbeam was quicker; your export is broken": per text and competitor, the mood of the clauses that name it and of
-- those that name no competitor at all, which are about us. A text that is one clause has no clause about us.
with

named as (

    select distinct
        clauses.text_key,
        clauses.clause_number,
        clauses.polarity,
        clauses.words,
        keywords.aspect as competitor

    from {{ ref('int_text_clauses') }} as clauses
    inner join {{ ref('int_aspect_keywords') }} as keywords
        on keywords.aspect_kind = 'competitor' and contains(clauses.words, keywords.words)

),

-- what was left behind, or is worse than we are ("nicer than Northbeam", said kindly), nobody goes to
alternatives as (

    select
        named.text_key,
        named.competitor

    from named
    left join {{ ref('competitor_past_phrases') }} as phrases
        on contains(named.words, {{ spaced_words('phrases.phrase') }})
    where
        phrases.phrase is null
        and (named.polarity <= 0 or not contains(named.words, ' than '))
    group by named.text_key, named.competitor

),

about_us as (

    select
        clauses.text_key,
        avg(cast(clauses.polarity as decimal(9, 6))) as polarity

    from {{ ref('int_text_clauses') }} as clauses
    left join named
        on clauses.text_key = named.text_key and clauses.clause_number = named.clause_number
    where named.text_key is null
    group by clauses.text_key

)

select
    competitors.text_key,
    competitors.aspect as competitor,
    competitors.polarity as competitor_polarity,
    cast(about_us.polarity as decimal(9, 6)) as own_polarity,
    alternatives.text_key is not null as is_alternative

from {{ ref('int_text_aspects') }} as competitors
left join about_us
    on competitors.text_key = about_us.text_key
left join alternatives
    on competitors.text_key = alternatives.text_key and competitors.aspect = alternatives.competitor
where competitors.aspect_kind = 'competitor'
