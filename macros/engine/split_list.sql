{# Rows (id_column, list_item), one for each item of a list joined by `|`. Blank items are left out. #}
{% macro split_list(relation, id_column, list_column) -%}
    select
        lists.{{ id_column }},
        trim({{ dbt.split_part('lists.' ~ list_column, "'|'", 'positions.position') }}) as list_item
    from {{ relation }} as lists
    inner join (
        {%- set longest_list = 200 %}
        select row_number() over (order by hundreds.digit, tens.digit, units.digit) as position
        from ({{ digits() }}) as units
        cross join ({{ digits() }}) as tens
        cross join (select digit from ({{ digits() }}) as two_digits where digit < {{ longest_list // 100 }}) as hundreds
    ) as positions
        on positions.position <= length(lists.{{ list_column }}) - length(replace(lists.{{ list_column }}, '|', '')) + 1
    where trim({{ dbt.split_part('lists.' ~ list_column, "'|'", 'positions.position') }}) <> ''
{%- endmacro %}


{% macro digits() -%}
    {% for digit in range(10) %}select {{ digit }} as digit{{ ' union all ' if not loop.last }}{% endfor %}
{%- endmacro %}
