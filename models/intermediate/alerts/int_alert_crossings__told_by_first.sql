-- One incident may move a segment and make a storm about its products. It is told once, by whichever crossed first: a spell
-- of crossings is silent as a whole when one of the other kind had opened in the days before that merge into one alert, and
-- was not silent itself. Of two that open on the same day both tell.
with

crossings as (

    select
        entity_type,
        entity_id,
        date_day,
        policy,
        direction,
        signal,
        merge_days,
        case when entity_type in ('product', 'brand') then 'storm' else 'movement' end as kind,
        lag(date_day) over (
            partition by entity_type, entity_id, policy, direction, signal order by date_day
        ) as previous_on

    from {{ ref('int_alert_crossings__signals') }}
    where
        direction = 'crisis'
        and (entity_type in ('product', 'brand') or signal = 'movement')

),

with_opening as (

    select
        *,
        max(case
            when coalesce({{ dbt.datediff('previous_on', 'date_day', 'day') }} < merge_days, false) then null
            else date_day
        end) over (
            partition by entity_type, entity_id, policy, direction, signal order by date_day
            rows between unbounded preceding and current row
        ) as opened_on

    from crossings

),

with_spell as (

    select
        *,
        entity_type || ':' || entity_id || ':' || policy || ':' || signal || ':' || cast(opened_on as {{ dbt.type_string() }})
            as spell,
        cast({{ dbt.dateadd('day', '-merge_days', 'opened_on') }} as date) as merges_after

    from with_opening

),

followers as (

    select distinct
        later.spell,
        earlier.spell as followed_spell

    from with_spell as later
    inner join with_spell as earlier
        on
            later.policy = earlier.policy
            and later.kind <> earlier.kind
            and later.opened_on > earlier.opened_on
            and later.merges_after < earlier.opened_on
    where later.date_day = later.opened_on and earlier.date_day = earlier.opened_on

),

-- who follows only followers tells itself
told as (

    select distinct followers.spell
    from followers
    left join followers as followed
        on followers.followed_spell = followed.spell
    where followed.spell is null

)

select
    days.entity_type,
    days.entity_id,
    days.date_day,
    days.policy,
    days.direction,
    days.signal

from with_spell as days
inner join told
    on days.spell = told.spell
