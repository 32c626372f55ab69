{# All channels of one comparison of an entity: a partition. #}
{% macro of_comparison() -%}
    (partition by entity_type, entity_id, comparison)
{%- endmacro %}
