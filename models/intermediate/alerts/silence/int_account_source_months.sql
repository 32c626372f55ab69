-- What each account wrote through each source, month by month, scored or not: a call that nobody transcribed is no silence.
select
    account_id,
    source,
    cast({{ dbt.date_trunc('month', 'date_day') }} as date) as month_start_on,
    count(*) as n_messages

from {{ ref('int_interactions__residual') }}
where account_id is not null
group by account_id, source, cast({{ dbt.date_trunc('month', 'date_day') }} as date)
