{# The attributes of an account that a version holds, as they stand in int_accounts__known. Lists are put together from
   all sources; of the others the strongest source's value counts. #}
{% macro account_attributes() -%}
    {{ return([
        'account_name', 'parent_id', 'segment', 'tier', 'region', 'product', 'lifecycle_stage', 'csm_owner', 'arr',
        'started_on', 'renewal_on', 'churned_on', 'outcome', 'outcome_on',
    ]) }}
{%- endmacro %}


{% macro account_lists() -%}
    {{ return(['domains', 'external_ids']) }}
{%- endmacro %}
