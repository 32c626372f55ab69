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

spells as (

    select distinct
        entity_type,
        entity_id,
        policy,
        direction,
        signal,
        kind,
        opened_on,
        cast({{ dbt.dateadd('day', '-merge_days', 'opened_on') }} as date) as merges_after

    from with_opening

),

followers as (

    select distinct later.*
    from spells as later
    inner join spells as earlier
        on
            later.policy = earlier.policy
            and later.direction = earlier.direction
            and later.kind <> earlier.kind
            and later.opened_on > earlier.opened_on
            and later.merges_after < earlier.opened_on

),

-- who follows a follower is told by nobody
tellers as (

    select spells.*
    from spells
    left join followers
        on
            spells.entity_type = followers.entity_type
            and spells.entity_id = followers.entity_id
            and spells.policy = followers.policy
            and spells.direction = followers.direction
            and spells.signal = followers.signal
            and spells.opened_on = followers.opened_on
    where followers.entity_id is null

)

select distinct
    days.entity_type,
    days.entity_id,
    days.date_day,
    days.policy,
    days.direction,
    days.signal

from with_opening as days
inner join tellers
    on
        days.policy = tellers.policy
        and days.direction = tellers.direction
        and days.kind <> tellers.kind
        and days.opened_on > tellers.opened_on
        and {{ dbt.dateadd('day', '-days.merge_days', 'days.opened_on') }} < tellers.opened_on
