-- Conversations of the last days (var `conversation_days`) in which a customer was heard at least twice: how they came and
-- how they left. A conversation belongs to the team and the agent of its last message; who merely gets the angry ones is
-- not judged by how they came.
with

messages as (

    select
        messages.source,
        messages.thread_id,
        messages.channel,
        messages.team,
        messages.agent_id,
        messages.polarity,
        messages.known_on,
        row_number() over (
            partition by messages.source, messages.thread_id order by messages.occurred_at, messages.interaction_key
        ) as turn,
        count(*) over (partition by messages.source, messages.thread_id) as n_turns

    from {{ ref('int_interactions__scored') }} as messages
    where
        messages.is_customer_sentiment
        and messages.polarity is not null
        and messages.thread_id is not null

)

select
    ends.source,
    ends.thread_id,
    ends.channel,
    ends.team,
    ends.agent_id,
    ends.n_turns,
    ends.known_on as ended_on,
    cast(starts.polarity as double) as polarity_first,
    cast(ends.polarity - starts.polarity as double) as polarity_change

from messages as ends
cross join {{ ref('int_as_of') }} as as_of
inner join messages as starts
    on ends.source = starts.source and ends.thread_id = starts.thread_id and starts.turn = 1
where
    ends.turn = ends.n_turns
    and ends.turn > 1
    and ends.known_on > {{ dbt.dateadd('day', -var('conversation_days'), 'as_of.as_of') }}
