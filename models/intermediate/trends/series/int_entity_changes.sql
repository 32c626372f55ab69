-- The days on which a mood changed: the surest day within four weeks either way, where it is sure enough. A change needs the
-- days after it, so it is seen late and dated well; alerts are what is seen early. Nobody wrote between the last message of
-- the old mood and the first of the new one: the change is dated in the middle of that silence.
{% set reach = var('change_windows') | min -%}

with

with_z as (

    select
        *,
        {{ rounded("(mean_after - mean_before) / nullif(sqrt(
            " ~ detection_constant('thread_inflation') ~ "
            * (greatest(0, squares)
                + " ~ detection_constant('spread_prior_messages') ~ " * " ~ detection_constant('score_weight_variance') ~ ")
            / nullif(
                greatest(0, w_before + w_after - 2) + " ~ detection_constant('spread_prior_messages') ~ ", 0
            )
            * (1 / nullif(w_before, 0) + 1 / nullif(w_after, 0))
        ), 0)") }} as z

    from {{ ref('int_entity_changes__scanned') }}

),

surest_windows as (

    select *
    from with_z
    where abs(z) >= {{ detection_constant('change_minimum_z') }}
    qualify row_number() over (
        partition by entity_type, entity_id, date_day order by abs(z) desc nulls last, window_days desc nulls last
    ) = 1

),

outdone as (

    select distinct
        days.entity_type,
        days.entity_id,
        days.date_day

    from surest_windows as days
    inner join surest_windows as others
        on
            days.entity_type = others.entity_type
            and days.entity_id = others.entity_id
            and abs({{ dbt.datediff('days.date_day', 'others.date_day', 'day') }}) <= {{ reach }}
            and (
                abs(others.z) > abs(days.z)
                or (abs(others.z) = abs(days.z) and others.date_day < days.date_day)
            )

)

select
    surest_windows.entity_type,
    surest_windows.entity_id,
    cast({{ dbt.dateadd(
        'day',
        "-cast(floor((" ~ dbt.datediff('surest_windows.last_heard_on', 'surest_windows.date_day', 'day') ~ " - 1) / 2) as integer)",
        'surest_windows.date_day'
    ) }} as date) as changed_on,
    surest_windows.window_days,
    surest_windows.w_before,
    surest_windows.w_after,
    surest_windows.mean_before,
    surest_windows.mean_after,
    surest_windows.z as change_z

from surest_windows
left join outdone
    on
        surest_windows.entity_type = outdone.entity_type
        and surest_windows.entity_id = outdone.entity_id
        and surest_windows.date_day = outdone.date_day
where outdone.date_day is null
