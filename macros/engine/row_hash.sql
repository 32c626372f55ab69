{# A hash of several columns of one row, NULL and '' told apart. The same columns, in order, give the same hash. #}
{% macro row_hash(columns) -%}
    md5(concat(
        {%- for column in columns %}
        coalesce(cast({{ column }} as {{ dbt.type_string() }}), '∅'){{ ", '|'," if not loop.last }}
        {%- endfor %}
    ))
{%- endmacro %}
