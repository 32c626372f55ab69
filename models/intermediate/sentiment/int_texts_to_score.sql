-- A view, so that raw text is stored nowhere but in its source; the scorer reads what it lacks through it.
{{ config(materialized='view') }}

with

needed as (

    select
        raw_hash,
        text_hash,
        previous_text_hash_1,
        previous_text_hash_2,
        max(known_at) as newest_known_at

    from {{ ref('int_scoring_keys') }}
    group by raw_hash, text_hash, previous_text_hash_1, previous_text_hash_2

),

texts as (

    select
        {{ dbt.hash('delivered.text') }} as text_hash,
        max(delivered.text) as text

    from {{ ref('int_interactions__unioned') }} as delivered
    where delivered.text is not null
    group by {{ dbt.hash('delivered.text') }}

)

select
    needed.raw_hash,
    texts.text,
    turn_1.text as previous_turn_1,
    turn_2.text as previous_turn_2,
    needed.newest_known_at

from needed
inner join texts
    on needed.text_hash = texts.text_hash
left join texts as turn_1
    on needed.previous_text_hash_1 = turn_1.text_hash
left join texts as turn_2
    on needed.previous_text_hash_2 = turn_2.text_hash
