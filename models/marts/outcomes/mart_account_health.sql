{% set components = health_components() -%}

select
    health.account_id,
    health.week_start_on,
    health.snapshot_on,
    health.is_latest,
    health.is_latest and health.snapshot_on < as_of.as_of as is_frozen,
    health.health,
    {% for component in components -%}
    cast(health.{{ component }}_points as decimal(9, 6)) as {{ component }}_points,
    {% endfor -%}
    health.known_share,
    nullif(concat(
        {% for component in components -%}
        case when health.{{ component }}_points is null then '{{ component | replace("_", " ") }}, ' else '' end
        {{- ',' if not loop.last }}
        {% endfor %}
    ), '') as missing_components,
    case
        when health.health is null then 'Nothing is known of this account: no health.'
        when health.is_latest and health.snapshot_on < as_of.as_of
            then concat('The account left: health stands as it was on ', health.snapshot_on, '.')
        when health.known_share < 1
            then 'Some components are not known; their weight went to the others in proportion.'
        else 'All components are known.'
    end as note

from {{ ref('int_account_health') }} as health
cross join {{ ref('int_as_of') }} as as_of
