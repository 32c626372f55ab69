{# Why a row breaks its landing contract, as 'reason; reason', or NULL where it keeps it. The offending value is never
   quoted: in a shifted file it may be a customer's words. *extra_rules*: more (condition, reason) pairs. #}
{% macro contract_breaches(table_name, extra_rules=[]) -%}
    {%- set rules = [] -%}
    {%- for column in landing_contract(table_name) -%}
        {%- set unread = "coalesce(failed_casts, '') like '%" ~ column.name ~ " %'" -%}
        {%- do rules.append((unread, column.name ~ (' is not an ' if column.type == 'integer' else ' is not a ') ~ column.type)) if column.type != 'text' -%}
        {%- if column.required -%}
            {%- do rules.append(
                (column.name ~ ' is null and not (' ~ unread ~ ')', column.name ~ ' is missing')) -%}
        {%- endif -%}
        {%- if column.accepted -%}
            {%- do rules.append((
                column.name ~ " not in ('" ~ column.accepted | join("', '") ~ "')",
                column.name ~ ' is not one of ' ~ column.accepted | join(', '))) -%}
        {%- endif -%}
        {%- if column.minimum is defined -%}
            {%- do rules.append((
                column.name ~ ' < ' ~ column.minimum, column.name ~ ' is below ' ~ column.minimum)) -%}
        {%- endif -%}
        {%- if column.maximum is defined -%}
            {%- do rules.append((
                column.name ~ ' > ' ~ column.maximum, column.name ~ ' is above ' ~ column.maximum)) -%}
        {%- endif -%}
    {%- endfor -%}
    nullif(
        substr(
            concat(
                {%- for condition, reason in rules + extra_rules %}
                case when {{ condition }} then '; {{ reason }}' else '' end{{ ',' if not loop.last }}
                {%- endfor %}
            ), 3
        ), ''
    )
{%- endmacro %}
