{# What a measured effect may be called. *q* allows for how many were looked at; a movement that had begun before speaks
   against the event as its cause. *reason* says why nothing was measured. #}
{% macro impact_verdict(reason, q, pretrend_p) -%}
    case
        when {{ reason }} is not null then 'not measured'
        when {{ q }} > {{ cause_constant('significant_p') }} then 'no effect shown'
        when {{ pretrend_p }} <= {{ cause_constant('significant_p') }} then 'moved, but had begun to before'
        else 'moved'
    end
{%- endmacro %}


{# q of Benjamini and Hochberg over the rows that have a *p*: the share of false ones among all that are at least as clear. #}
{% macro false_discovery_q(p, key) -%}
    case when {{ p }} is not null then min({{ p }} * n_tests / nullif(p_rank, 0)) over (
        partition by case when {{ p }} is null then 1 else 0 end order by {{ p }} desc nulls last, {{ key }} desc nulls last
        rows between unbounded preceding and current row
    ) end
{%- endmacro %}


{# An effect in points of 100 with its sign, as text. #}
{% macro signed_points(expression) -%}
    case when {{ expression }} >= 0 then '+' else '' end || {{ one_decimal('50 * ' ~ expression) }}
{%- endmacro %}


{# A share with its sign in per cent, two decimals, as text. #}
{% macro signed_percent(expression) -%}
    case when {{ expression }} >= 0 then '+' else '' end
    || {{ two_decimals('100 * ' ~ expression) }} || ' %'
{%- endmacro %}
