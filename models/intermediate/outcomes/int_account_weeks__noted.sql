-- What else was known of an account on each day of the grid: its failed bills, when somebody last cared for it, and how it
-- rated. Ratings of all scales are put on −1 to +1.
with

ratings as (

    select
        ratings.entity_id as account_id,
        ratings.date_day,
        ratings.rating_scale,
        ratings.n_ratings,
        cast(ratings.sum_rating as double) as sum_rating,
        2 * (cast(ratings.sum_rating as double) - ratings.n_ratings * scales.minimum_rating)
        / nullif(scales.maximum_rating - scales.minimum_rating, 0) - ratings.n_ratings as sum_normal

    from {{ ref('int_entity_ratings') }} as ratings
    inner join {{ ref('rating_scales') }} as scales
        on ratings.rating_scale = scales.rating_scale
    where ratings.entity_type = 'account'

),

rated as (

    select
        weeks.account_id,
        weeks.snapshot_on,
        cast(sum(cast(ratings.sum_normal as decimal(18, 6))) as double) as sum_normal,
        sum(ratings.n_ratings) as n_ratings

    from {{ ref('int_account_weeks') }} as weeks
    inner join ratings
        on
            weeks.account_id = ratings.account_id
            and ratings.date_day <= weeks.snapshot_on
            and ratings.date_day > {{ dbt.dateadd('day', -var('outcome_long_days'), 'weeks.snapshot_on') }}
    group by weeks.account_id, weeks.snapshot_on

),

last_answers as (

    select
        weeks.account_id,
        weeks.snapshot_on,
        ratings.sum_rating / nullif(ratings.n_ratings, 0) as last_nps

    from {{ ref('int_account_weeks') }} as weeks
    inner join ratings
        on
            weeks.account_id = ratings.account_id
            and ratings.rating_scale = 'nps_0_10'
            and ratings.date_day <= weeks.snapshot_on
    qualify row_number() over (
        partition by weeks.account_id, weeks.snapshot_on order by ratings.date_day desc nulls last
    ) = 1

),

events as (

    select
        weeks.account_id,
        weeks.snapshot_on,
        sum(case
            when
                events.event_type = 'billing'
                and events.started_on > {{ dbt.dateadd('day', -var('outcome_billing_days'), 'weeks.snapshot_on') }}
                then 1
            else 0
        end) as n_billing,
        max(case when events.event_type = 'csm_touchpoint' then events.started_on end) as last_touchpoint_on

    from {{ ref('int_account_weeks') }} as weeks
    inner join {{ ref('int_events__all') }} as events
        on
            weeks.account_id = events.scope_id
            and events.scope = 'account'
            and weeks.snapshot_on >= cast(events.known_at as date)
            and weeks.snapshot_on >= events.started_on
    group by weeks.account_id, weeks.snapshot_on

),

-- before any source told of bills, no bill says nothing
tellers as (

    select min(cast(known_at as date)) as first_billing_on
    from {{ ref('int_events__all') }}
    where event_type = 'billing'

)

select
    weeks.account_id,
    weeks.snapshot_on,
    case when weeks.snapshot_on >= tellers.first_billing_on then coalesce(events.n_billing, 0) end as n_billing,
    {{ dbt.datediff('events.last_touchpoint_on', 'weeks.snapshot_on', 'day') }} as days_without_touchpoint,
    rated.sum_normal / nullif(rated.n_ratings, 0) as rating,
    last_answers.last_nps

from {{ ref('int_account_weeks') }} as weeks
cross join tellers
left join rated
    on weeks.account_id = rated.account_id and weeks.snapshot_on = rated.snapshot_on
left join last_answers
    on weeks.account_id = last_answers.account_id and weeks.snapshot_on = last_answers.snapshot_on
left join events
    on weeks.account_id = events.account_id and weeks.snapshot_on = events.snapshot_on
