{# The emotions that the scorer gives, as the columns `emotion_…` name them. #}
{% macro emotions() -%}
    {{ return(['anger', 'frustration', 'confusion', 'joy', 'satisfaction', 'enthusiasm', 'neutral']) }}
{%- endmacro %}
