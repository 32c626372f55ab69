-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- Conversations of an account on each day, days without one included. A conversation counts on every day it goes on.
{{ config(materialized='incremental') }}

with

threads as (

    select
        messages.account_id,
        messages.date_day,
        -- a message outside any thread is a conversation of its own
        cast(
            count(distinct {{ conversation_key('messages') }}) + sum(case when messages.thread_id is null then 1 else 0 end)
            as bigint
        ) as n_threads

    from {{ ref('int_interactions__residual') }} as messages
    where messages.account_id is not null and {{ only_new_days('messages.date_day') }}
    group by messages.account_id, messages.date_day

)

select
    days.entity_type,
    days.entity_id,
    days.date_day,
    days.history_days,
    days.cohort_type,
    days.cohort_id,
    coalesce(threads.n_threads, 0) as n_threads

from {{ ref('int_entity_days__cohorted') }} as days
left join threads
    on days.entity_id = threads.account_id and days.date_day = threads.date_day
where days.entity_type = 'account' and {{ only_new_days('days.date_day') }}
