-- From where and how far to project: from each account's newest week to its renewal, and from every past week over fixed
-- distances, to see how well that would have gone.
with

renewals as (

    select
        spans.entity_type,
        spans.entity_id,
        0 as weeks_ago,
        'renewal' as purpose,
        accounts.renewal_on as projected_on,
        cast({{ dbt.datediff('spans.last_day', 'accounts.renewal_on', 'day') }} as double) / 7 as horizon_weeks

    from {{ ref('int_entity_spans') }} as spans
    inner join {{ ref('int_accounts__versions') }} as accounts
        on
            spans.entity_type = 'account'
            and spans.entity_id = accounts.account_id
            and accounts.is_current
            and accounts.renewal_on > spans.last_day
            -- who has left does not renew
            and coalesce(accounts.churned_on > spans.last_day, true)
            and coalesce(accounts.merged_on > spans.last_day, true)

),

distances as (

    {% for weeks in var('projection_checked_weeks') -%}
    select {{ weeks }} as horizon_weeks{{ ' union all' if not loop.last }}
    {% endfor %}

)

select * from renewals

union all

select
    weeks.entity_type,
    weeks.entity_id,
    weeks.weeks_ago,
    'check' as purpose,
    cast({{ dbt.dateadd('day', '7 * distances.horizon_weeks', 'weeks.week_end_on') }} as date) as projected_on,
    distances.horizon_weeks

from {{ ref('int_entity_weeks') }} as weeks
inner join distances
    on weeks.weeks_ago >= distances.horizon_weeks
where weeks.entity_type = 'account'
