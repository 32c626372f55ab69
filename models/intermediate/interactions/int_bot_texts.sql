-- Messages of machines that write under a customer's name: the same long text, whatever names and numbers fill it, in
-- many threads. Only threads known before count, so that what comes later changes no earlier message.
with

messages as (

    select
        interaction_key,
        source,
        author_id,
        text_pattern,
        coalesce(thread_id, interaction_key) as text_thread_id,
        known_at

    from {{ ref('int_interactions__deduplicated') }}
    where author_role = 'customer' and author_id is not null and word_count >= {{ var('bot_text_words') }}

),

threads as (

    select
        source,
        author_id,
        text_pattern,
        text_thread_id,
        min(known_at) as first_known_at

    from messages
    group by source, author_id, text_pattern, text_thread_id

),

numbered as (

    select
        *,
        row_number() over (
            partition by source, author_id, text_pattern order by first_known_at, text_thread_id
        ) as thread_number

    from threads

)

select
    messages.interaction_key,
    'the same text in ' || cast(numbered.thread_number as {{ dbt.type_string() }}) || ' threads' as author_role_reason

from messages
inner join numbered
    on
        messages.source = numbered.source
        and messages.author_id = numbered.author_id
        and messages.text_pattern = numbered.text_pattern
        and messages.text_thread_id = numbered.text_thread_id
where numbered.thread_number >= {{ var('bot_text_threads') }}
