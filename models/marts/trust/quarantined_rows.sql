-- The same for every other landing table. Who a contact is, nobody need read here: always a hash.
{% set keys = {
    'accounts': shown_id('account_id'),
    'contacts': dbt.hash('contact_id'),
    'events': shown_id('event_id'),
    'usage_days': shown_id('account_id'),
    'feedback': shown_id('feedback_id'),
} -%}

{% for table_name, key in keys.items() -%}
select
    '{{ table_name }}' as table_name,
    {{ key }} as row_id,
    quarantine_reason,
    landing_file,
    landing_row

from {{ ref('int_' ~ table_name ~ '__checked') }}
where quarantine_reason is not null

union all

{% endfor -%}
select
    'accounts' as table_name,
    {{ shown_id('account_id') }} as row_id,
    arr_problem as quarantine_reason,
    landing_file,
    landing_row

from {{ ref('int_accounts__converted') }}
where arr_problem is not null

union all

select
    table_name,
    cast(null as {{ dbt.type_string() }}) as row_id,
    quarantine_reason,
    landing_file,
    landing_row

from {{ ref('stg_landing__rejected_lines') }}
where table_name <> 'interactions'
