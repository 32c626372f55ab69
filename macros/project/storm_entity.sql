{# The segment, product or brand that a message counts for, where *entity_type* says which; a segment's are of its accounts only. #}
{% macro storm_entity(entity_type, messages) -%}
    case {{ entity_type }}
        when 'segment' then case when {{ messages }}.account_id is not null then {{ messages }}.segment end
        when 'product' then {{ messages }}.product
        when 'brand' then {{ messages }}.brand
    end
{%- endmacro %}
