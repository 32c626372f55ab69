{# The beginning of a text (var `excerpt_characters`), which says that it goes on. #}
{% macro excerpt(text) -%}
    case
        when length({{ text }}) > {{ var('excerpt_characters') }}
            then concat(rtrim(substr({{ text }}, 1, {{ var('excerpt_characters') - 1 }})), '…')
        else {{ text }}
    end
{%- endmacro %}
