-- What was read and what was handed on; the two must add up (tests/singular/connectors).
with

sentences as (

    {{ source_table('gong', 'transcript') }}

),

turns as (

    select count(*) as n_turns from {{ ref('stg_gong__turns') }}

),

read_rows as (

    select
        'transcript' as table_name,
        count(*) as raw_rows,
        count(*) - max(turns.n_turns) as left_out,
        'joined to the turn of their speaker, or deleted in Gong' as left_out_reason

    from sentences
    cross join turns

)

{{ connector_counts('gong', {'transcript': 'interactions'}, also=['contacts', 'participants', 'turns']) }}
