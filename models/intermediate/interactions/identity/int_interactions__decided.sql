-- For each message the first source with which its account was clear. With the sources up to then the strongest key that
-- any account claims decides; if that key, or several of that strength, name two accounts, nothing weaker may decide.
with

contested as (

    select interaction_key
    from {{ ref('int_interactions__candidates') }}
    group by interaction_key
    having count(*) > 1

),

-- nearly every message has one candidate, and nothing to decide
uncontested as (

    select
        candidates.interaction_key,
        candidates.match_kind,
        candidates.account_id,
        candidates.is_ambiguous

    from {{ ref('int_interactions__candidates') }} as candidates
    left join contested
        on candidates.interaction_key = contested.interaction_key
    where contested.interaction_key is null

),

candidates as (

    select candidates.*
    from {{ ref('int_interactions__candidates') }} as candidates
    inner join contested
        on candidates.interaction_key = contested.interaction_key

),

sources as (

    select distinct interaction_key, source_order
    from candidates

),

strongest as (

    select
        sources.interaction_key,
        sources.source_order,
        candidates.match_kind,
        candidates.account_id,
        candidates.is_ambiguous

    from sources
    inner join candidates
        on
            sources.interaction_key = candidates.interaction_key
            and sources.source_order >= candidates.source_order
    qualify rank() over (
        partition by sources.interaction_key, sources.source_order order by candidates.precedence, candidates.steps
    ) = 1

),

by_source as (

    select
        strongest.interaction_key,
        strongest.source_order,
        min(strongest.match_kind) as match_kind,
        min(strongest.account_id) as account_id,
        max(case when strongest.is_ambiguous then 1 else 0 end) = 1 or count(distinct strongest.account_id) > 1
            as is_ambiguous

    from strongest
    group by strongest.interaction_key, strongest.source_order

),

first_clear as (

    select
        interaction_key,
        match_kind,
        account_id,
        is_ambiguous

    from by_source
    qualify row_number() over (partition by interaction_key order by is_ambiguous, source_order) = 1

),

verdicts as (

    select * from first_clear
    union all
    select * from uncontested

)

select
    interaction_key,
    case when not is_ambiguous then account_id end as account_id,
    case when not is_ambiguous then match_kind end as match_kind,
    is_ambiguous

from verdicts
