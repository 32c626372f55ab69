{% set components = health_components() -%}

with

with_missing as (

    select
        health.*,
        health.is_latest and health.snapshot_on < as_of.as_of as is_frozen,
        concat(
            {% for component in components -%}
            case when health.{{ component }}_points is null then ', {{ component | replace("_", " ") }}' else '' end
            {{- ',' if not loop.last }}
            {% endfor %}
        ) as missing_list

    from {{ ref('int_account_health') }} as health
    cross join {{ ref('int_as_of') }} as as_of

)

select
    account_id,
    week_start_on,
    snapshot_on,
    is_latest,
    is_frozen,
    health,
    {% for component in components -%}
    cast({{ component }}_points as decimal(9, 6)) as {{ component }}_points,
    {{ component }}_points_max,
    {% endfor -%}
    known_share,
    -- without the first comma
    nullif(substring(missing_list, 3), '') as missing_components,
    case
        when health is null then 'Nothing is known of this account: no health.'
        when is_frozen
            then concat('The account left: health stands as it was on ', cast(snapshot_on as {{ dbt.type_string() }}), '.')
        when known_share < 1
            then 'Some components are not known; their weight went to the others in proportion.'
        else 'All components are known.'
    end as note

from with_missing
