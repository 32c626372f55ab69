-- depends_on: {{ ref('gate_raw_in') }}
-- The latest delivery wins, but the row stays where its first delivery put it: a correction changes no earlier day.
{% set columns = [
    'interaction_key', 'interaction_id', 'source', 'account_key', 'thread_id', 'author_id', 'agent_id', 'channel',
    'author_role', 'team', 'product', 'brand', 'language', 'source_url', 'rating', 'rating_scale', 'polarity', 'text_hash',
    'word_count', 'text_pattern', 'occurred_at', 'loaded_at',
] -%}

with

redelivered as (

    select interaction_key
    from {{ ref('int_interactions__visible') }}
    group by interaction_key
    having count(*) > 1

),

-- nearly every message is delivered once, and nothing to choose from
delivered_once as (

    select visible.*
    from {{ ref('int_interactions__visible') }} as visible
    left join redelivered
        on visible.interaction_key = redelivered.interaction_key
    where redelivered.interaction_key is null

),

deliveries as (

    select
        visible.*,
        {{ row_hash([
            'visible.interaction_key', 'visible.account_key', 'visible.thread_id', 'visible.author_id',
            'visible.agent_id', 'visible.channel', 'visible.author_role', 'visible.team', 'visible.product',
            'visible.brand', 'visible.language', 'visible.source_url', number_text('visible.rating'),
            'visible.rating_scale', 'visible.polarity', timestamp_text('visible.occurred_at'), 'visible.text_hash',
        ]) }} as row_hash

    from {{ ref('int_interactions__visible') }} as visible
    inner join redelivered
        on visible.interaction_key = redelivered.interaction_key

),

-- deliveries of one load time are told apart by what they say
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

    from deliveries

),

latest as (

    select
        {{ columns | join(',\n        ') }},
        known_at,
        is_known_at_estimated
    from delivered_once

    union all

    select
        {{ columns | join(',\n        ') }},
        greatest(occurred_at, first_arrived_at) as known_at,
        is_first_arrival_estimated as is_known_at_estimated
    from ranked
    where delivery_rank = 1

)

select
    *,
    cast(known_at as date) as known_on

from latest
