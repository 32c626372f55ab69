-- What was read and what was handed on; the two must add up (tests/singular/connectors).
with

conversations as (

    {{ source_table('intercom', 'conversation_history') }}

),

parts as (

    {{ source_table('intercom', 'conversation_part_history') }}

),

read_rows as (

    select
        'conversation_history' as table_name,
        count(*) as raw_rows,
        sum(case when source_body is null then 1 else 0 end) as left_out,
        'without a first message' as left_out_reason

    from conversations

    union all

    select
        'conversation_part_history' as table_name,
        count(*) as raw_rows,
        sum(case when body is null then 1 else 0 end) as left_out,
        'events without words' as left_out_reason

    from parts

    union all

    -- A second message of the same row, where a conversation was rated.
    select
        'conversation_rating' as table_name,
        count(*) as raw_rows,
        sum(case when conversation_rating_value is null then 1 else 0 end) as left_out,
        'not rated' as left_out_reason

    from conversations

)

{{ connector_counts(
    'intercom',
    {
        'conversation_history': 'interactions',
        'conversation_part_history': 'interactions',
        'conversation_rating': 'interactions',
    },
    also=['companies', 'contacts', 'conversations'],
) }}
