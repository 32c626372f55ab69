{# What a message counts for: entity type → the column of `int_interactions__residual` that names the entity. *of_accounts*
   are for messages that lead to an account, *of_messages* for public ones too. #}
{% macro entity_columns(kind) -%}
    {%- set of_accounts = {
        'account': 'account_id',
        'segment': 'segment',
        'tier': 'tier',
        'arr_band': 'arr_band',
        'lifecycle_stage': 'lifecycle_stage',
        'csm': 'csm_owner',
    } -%}
    {%- set of_messages = {
        'product': 'product',
        'brand': 'brand',
        'channel': 'channel',
        'team': 'team',
    } -%}
    {%- if var('build_agent_series') %}{% do of_messages.update({'agent': 'agent_id'}) %}{% endif -%}
    {{ return(of_accounts if kind == 'of_accounts' else of_messages) }}
{%- endmacro %}
