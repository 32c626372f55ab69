-- Calls that somebody of ours took part in. Whether it was the customer's manager or support, the rows do not say.
select
    messages.source,
    coalesce(messages.thread_id, messages.interaction_key) as call_id,
    messages.account_id,
    min(messages.occurred_at) as started_at,
    max(messages.known_at) as known_at

from {{ ref('int_interactions__scored') }} as messages
where messages.channel = 'call' and messages.account_id is not null
group by messages.source, coalesce(messages.thread_id, messages.interaction_key), messages.account_id
having max(case when messages.author_role = 'agent' then 1 else 0 end) = 1
