{# The beginning of a text (var `excerpt_characters`), which says that it goes on; NULL where that is 0. #}
{% macro excerpt(text) -%}
    {%- if var('excerpt_characters') < 1 -%}
        cast(null as {{ dbt.type_string() }})
    {%- else -%}
        case
            when length({{ text }}) > {{ var('excerpt_characters') }}
                then concat(rtrim(substr({{ text }}, 1, {{ var('excerpt_characters') - 1 }})), '…')
            else {{ text }}
        end
    {%- endif -%}
{%- endmacro %}
