-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- Conversations of an account on each day, days without one included: those that were heard that day, and those heard for the
-- first time that week. Days tell whether somebody speaks at all; of weeks there are few to a conversation, so that ten replies
-- over three days are about one.
{{ config(materialized='incremental') }}

with

heard as (

    select distinct
        messages.account_id,
        messages.date_day,
        -- a message outside any thread is a conversation of its own
        coalesce({{ conversation_key('messages') }}, messages.interaction_key) as conversation,
        cast({{ dbt.date_trunc('week', 'messages.date_day') }} as date) as week_start_on

    from {{ ref('int_interactions__residual') }} as messages
    where messages.account_id is not null and {{ only_new_days('messages.date_day', look_back=6) }}

),

with_first as (

    select
        account_id,
        date_day,
        min(date_day) over (partition by account_id, conversation, week_start_on) as first_of_week
    from heard

),

threads as (

    select
        account_id,
        date_day,
        count(*) as n_threads,
        count(case when date_day = first_of_week then 1 end) as n_new_threads
    from with_first
    group by account_id, date_day

)

select
    days.entity_type,
    days.entity_id,
    days.date_day,
    days.history_days,
    days.cohort_type,
    days.cohort_id,
    coalesce(threads.n_threads, 0) as n_threads,
    coalesce(threads.n_new_threads, 0) as n_new_threads

from {{ ref('int_entity_days__cohorted') }} as days
left join threads
    on days.entity_id = threads.account_id and days.date_day = threads.date_day
where days.entity_type = 'account' and {{ only_new_days('days.date_day') }}
