-- Which accounts an event touched: those of its scope on the day it started, by what was true of them then. An account
-- also has the products and brands that it wrote about shortly before.
with

events as (

    select * from {{ ref('int_events__all') }}

),

versions as (

    select * from {{ ref('int_accounts__versions') }}

),

touched as (

    {% for scope, column in {
        'account': 'account_id', 'segment': 'segment', 'product': 'product', 'global': none,
    }.items() -%}
    select
        events.event_id,
        versions.account_id,
        events.started_on

    from events
    inner join versions
        on
            {{ is_valid_at('events.started_at', 'versions') }}
            {%- if column %}
            and events.scope_id = versions.{{ column }}
            {%- endif %}
    where events.scope = '{{ scope }}'

    union

    {% endfor -%}
    {% for scope in ['product', 'brand'] -%}
    select
        events.event_id,
        messages.account_id,
        events.started_on

    from events
    inner join {{ ref('int_interactions__scored') }} as messages
        on
            events.scope_id = messages.{{ scope }}
            and messages.known_on >= {{ dbt.dateadd('day', -var('exposure_days'), 'events.started_on') }}
            and messages.known_on < events.started_on
    where events.scope = '{{ scope }}' and messages.account_id is not null
    {{- '\n\n    union\n\n    ' if not loop.last }}
    {%- endfor %}

)

select
    touched.event_id,
    touched.account_id,
    touched.started_on as exposed_on

from touched
inner join versions as latest
    on
        touched.account_id = latest.account_id
        and latest.is_current
where
    (latest.started_on is null or latest.started_on <= touched.started_on)
    and (latest.churned_on is null or latest.churned_on > touched.started_on)
    and (latest.merged_on is null or latest.merged_on > touched.started_on)
