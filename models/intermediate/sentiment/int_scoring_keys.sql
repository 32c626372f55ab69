-- Which text each customer message needs scored. "Great." means what the turns before it make it mean, so a short reply
-- is keyed on them too: on what was known when the reply was, whoever wrote it.
{% set longest_short_reply = 5 %}
with

messages as (

    select
        interaction_key,
        thread_id,
        source,
        text_hash,
        word_count,
        occurred_at,
        known_at,
        is_customer_sentiment and polarity is null as needs_score

    from {{ ref('int_interactions__identified') }}
    where text_hash is not null

),

short_replies as (

    select * from messages
    where needs_score and thread_id is not null and word_count <= {{ longest_short_reply }}

),

previous_turns as (

    select
        short_replies.interaction_key,
        messages.text_hash,
        row_number() over (
            partition by short_replies.interaction_key
            order by messages.occurred_at desc nulls last, messages.interaction_key desc nulls last
        ) as turns_back

    from short_replies
    inner join messages
        on
            short_replies.source = messages.source
            and short_replies.thread_id = messages.thread_id
            and messages.known_at <= short_replies.known_at
            and (
                messages.occurred_at < short_replies.occurred_at
                or (
                    messages.occurred_at = short_replies.occurred_at
                    and messages.interaction_key < short_replies.interaction_key
                )
            )

),

contexts as (

    select
        interaction_key,
        max(case when turns_back = 1 then text_hash end) as previous_text_hash_1,
        max(case when turns_back = 2 then text_hash end) as previous_text_hash_2

    from previous_turns
    where turns_back <= 2
    group by interaction_key

)

select
    messages.interaction_key,
    messages.known_at,
    messages.text_hash,
    contexts.previous_text_hash_1,
    contexts.previous_text_hash_2,
    -- A message without context is keyed on its text alone.
    case
        when contexts.previous_text_hash_1 is null then messages.text_hash
        else {{ row_hash(['messages.text_hash', 'contexts.previous_text_hash_1', 'contexts.previous_text_hash_2']) }}
    end as raw_hash

from messages
left join contexts
    on messages.interaction_key = contexts.interaction_key
where messages.needs_score
