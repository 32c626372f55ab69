-- depends_on: {{ ref('gate_raw_in') }}
with

known as (

    select known.*
    from {{ ref('int_interactions__known') }} as known
    cross join {{ ref('int_as_of') }} as as_of
    where cast(known.known_at as date) <= as_of.as_of

),

ranked as (

    select
        *,
        min(arrived_at) over (partition by interaction_key) as first_arrived_at,
        first_value(is_known_at_estimated) over (
            partition by interaction_key
            order by arrived_at, loaded_at, row_hash
            rows between unbounded preceding and current row
        ) as is_first_arrival_estimated,
        row_number() over (
            partition by interaction_key
            order by loaded_at desc nulls last, row_hash desc nulls last
        ) as delivery_rank

    from known

),

-- The latest delivery wins, but the row stays where its first delivery put it: a correction changes no earlier day.
latest as (

    select
        interaction_key,
        interaction_id,
        source,
        account_key,
        thread_id,
        author_id,
        agent_id,
        channel,
        author_role,
        team,
        product,
        brand,
        language,
        source_url,
        rating,
        rating_scale,
        polarity,
        text_hash,
        word_count,
        text_pattern,
        occurred_at,
        loaded_at,
        greatest(occurred_at, first_arrived_at) as known_at,
        is_first_arrival_estimated as is_known_at_estimated

    from ranked
    where delivery_rank = 1

)

select
    *,
    cast(known_at as date) as known_on

from latest
