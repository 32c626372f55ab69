-- Incremental by month, because at scale the messages are many and a day changes the newest month only.
-- What each account wrote through each source, month by month, scored or not: a call that nobody transcribed is no silence.
{{ config(materialized='incremental', unique_key='month_end_on') }}

with

months as (

    select
        account_id,
        source,
        cast({{ dbt.date_trunc('month', 'date_day') }} as date) as month_start_on,
        count(*) as n_messages

    from {{ ref('int_interactions__residual') }}
    where account_id is not null and {{ only_new_days(look_back=31) }}
    group by account_id, source, cast({{ dbt.date_trunc('month', 'date_day') }} as date)

)

select
    account_id,
    source,
    month_start_on,
    {{ dbt.last_day('month_start_on', 'month') }} as month_end_on,
    n_messages

from months
where {{ only_new_days(dbt.last_day('month_start_on', 'month')) }}
