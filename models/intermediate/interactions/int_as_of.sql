with

newest as (

    select cast(max(known_at) as date) as newest_known_on
    from {{ ref('int_interactions__known') }}

)

select
    {% if var('as_of') -%}
    cast('{{ var("as_of") }}' as date) as as_of,
    {%- else -%}
    newest_known_on as as_of,
    {%- endif %}
    newest_known_on,
    cast('{{ as_of_setting() }}' as {{ dbt.type_string() }}) as as_of_setting

from newest
