-- Health, 0 to 100: each component lies between its worst and its best (seed `health_components`) and gives its weight's part
-- of the points. What is not known gives none, and its weight goes to the others in proportion.
{% set components = health_components() -%}

with

component_values as (

    {% for component, feature in components.items() -%}
    select
        account_id,
        week_start_on,
        snapshot_on,
        '{{ component }}' as component,
        cast({{ feature }} as double) as component_value
    from {{ ref('int_account_weeks__measured') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

placed as (

    select
        component_values.account_id,
        component_values.week_start_on,
        component_values.snapshot_on,
        component_values.component,
        rules.weight,
        case when component_values.component_value is not null then rules.weight else 0 end as known_weight,
        case
            when component_values.component_value is not null
                then (component_values.component_value - rules.worst) / nullif(rules.best - rules.worst, 0)
        end as share_of_way

    from component_values
    inner join {{ ref('health_components') }} as rules
        on component_values.component = rules.component

),

weighted as (

    select
        *,
        sum(known_weight) over (partition by account_id, snapshot_on) / nullif(
            sum(weight) over (partition by account_id, snapshot_on), 0
        ) as share_known,
        -- the most that a component can give
        case
            when share_of_way is not null
                then 100 * weight / nullif(sum(known_weight) over (partition by account_id, snapshot_on), 0)
        end as points_max

    from placed

),

pointed as (

    select
        *,
        -- LEAST and GREATEST of NULL differ between engines: what is not known is asked for first
        case
            when share_of_way is not null
                then cast(greatest(0, least(1, share_of_way)) * points_max as decimal(9, 6))
        end as points

    from weighted

)

select
    account_id,
    week_start_on,
    snapshot_on,
    {% for component in components -%}
    sum(case when component = '{{ component }}' then points end) as {{ component }}_points,
    max(case when component = '{{ component }}' then points_max end) as {{ component }}_points_max,
    {% endfor -%}
    -- rounded parts may sum to a little more than all
    cast(case when sum(points) is not null then least(100, sum(points)) end as double) as health,
    max(share_known) as known_share,
    row_number() over (partition by account_id order by snapshot_on desc nulls last) = 1 as is_latest

from pointed
group by account_id, week_start_on, snapshot_on
