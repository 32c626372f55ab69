-- What an account said and how much, up to each day of the grid. Moods are residuals: what a channel does to any message is
-- off. Few messages say little: the long mood is shrunk to everybody's, the short one to the account's own long one.
{% set prior = detection_constant('baseline_prior_messages') -%}
{% set is_recent = 'days.date_day > ' ~ dbt.dateadd('day', -var('outcome_recent_days'), 'weeks.snapshot_on') -%}
{% set is_long = 'days.date_day > ' ~ dbt.dateadd('day', -var('outcome_long_days'), 'weeks.snapshot_on') -%}

with

days as (

    select
        account_id,
        date_day,
        count(*) as n_messages,
        sum(case when channel = 'ticket' then 1 else 0 end) as n_tickets,
        sum(case when residual is not null then weight else 0 end) as sum_w,
        sum(cast(weight * residual as decimal(18, 9))) as sum_r

    from {{ ref('int_interactions__residual') }}
    where account_id is not null
    group by account_id, date_day

),

summed as (

    select
        weeks.account_id,
        weeks.snapshot_on,
        min(days.date_day) as first_day,
        sum(case when {{ is_recent }} then days.n_messages else 0 end) as n_messages_recent,
        sum(case when {{ is_recent }} then days.n_tickets else 0 end) as n_tickets_recent,
        sum(case when {{ is_recent }} then days.sum_w else 0 end) as w_recent,
        sum(case when {{ is_recent }} then days.sum_r else 0 end) as r_recent,
        sum(case when {{ is_long }} then days.n_messages else 0 end) as n_messages_long,
        sum(case when {{ is_long }} then days.n_tickets else 0 end) as n_tickets_long,
        sum(case when {{ is_long }} then days.sum_w else 0 end) as w_long,
        sum(case when {{ is_long }} then days.sum_r else 0 end) as r_long

    from {{ ref('int_account_weeks') }} as weeks
    inner join days
        on
            weeks.account_id = days.account_id
            and days.date_day <= weeks.snapshot_on
    group by weeks.account_id, weeks.snapshot_on

),

with_everybody as (

    select
        *,
        cast(sum(r_long) over (partition by snapshot_on) as double) as r_everybody,
        cast(sum(w_long) over (partition by snapshot_on) as double) as w_everybody,
        least({{ var('outcome_long_days') }}, {{ dbt.datediff('first_day', 'snapshot_on', 'day') }} + 1) as long_days

    from summed

),

with_long as (

    select
        *,
        case
            when w_long > 0
                then
                    (cast(r_long as double) + {{ prior }} * r_everybody / nullif(w_everybody, 0))
                    / nullif(cast(w_long as double) + {{ prior }}, 0)
        end as mood_long

    from with_everybody

)

select
    account_id,
    snapshot_on,
    n_messages_recent,
    n_messages_long,
    n_tickets_recent,
    n_tickets_long,
    long_days,
    cast(r_recent as double) / nullif(cast(w_recent as double), 0) as raw_mood_recent,
    mood_long,
    (cast(r_recent as double) + {{ prior }} * mood_long) / nullif(cast(w_recent as double) + {{ prior }}, 0) as mood_recent

from with_long
