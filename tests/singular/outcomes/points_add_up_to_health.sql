-- The points of the components sum to health, and health lies between 0 and 100.
{% set points = [] -%}
{% for component in health_components() %}{% do points.append('coalesce(' ~ component ~ '_points, 0)') %}{% endfor -%}

select
    account_id,
    week_start_on,
    health

from {{ ref('mart_account_health') }}
where
    abs(health - ({{ points | join(' + ') }})) > 0.00001
    or health not between 0 and 100
    or (health is null) <> (known_share = 0)
