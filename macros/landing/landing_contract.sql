{# The landing contract: which tables and columns a user may hand in, of which type.
   `required` columns must exist and hold a value; `accepted` lists the values a column may take.
   Everything else about landing (reading, casting, quarantine, docs) is derived from this one place. #}
{% macro landing_contract(table_name) -%}
    {%- set contract = {
        'interactions': [
            {'name': 'interaction_id', 'type': 'text', 'required': true},
            {'name': 'channel', 'type': 'text', 'required': true, 'accepted': [
                'ticket', 'chat', 'email', 'call', 'sms', 'survey', 'community', 'review', 'social', 'note']},
            {'name': 'occurred_at', 'type': 'timestamp', 'required': true},
            {'name': 'source', 'type': 'text'},
            {'name': 'account_key', 'type': 'text'},
            {'name': 'author_role', 'type': 'text', 'accepted': ['customer', 'agent', 'bot']},
            {'name': 'author_id', 'type': 'text'},
            {'name': 'agent_id', 'type': 'text'},
            {'name': 'team', 'type': 'text'},
            {'name': 'product', 'type': 'text'},
            {'name': 'brand', 'type': 'text'},
            {'name': 'thread_id', 'type': 'text'},
            {'name': 'loaded_at', 'type': 'timestamp'},
            {'name': 'text', 'type': 'text'},
            {'name': 'rating', 'type': 'double'},
            {'name': 'rating_scale', 'type': 'text', 'accepted': ['nps_0_10', 'csat_1_5', 'stars_1_5', 'ces_1_7']},
            {'name': 'polarity', 'type': 'decimal(9,6)', 'minimum': -1, 'maximum': 1},
            {'name': 'language', 'type': 'text'},
            {'name': 'source_url', 'type': 'text'},
        ],
        'accounts': [
            {'name': 'account_id', 'type': 'text', 'required': true},
            {'name': 'account_name', 'type': 'text'},
            {'name': 'parent_id', 'type': 'text'},
            {'name': 'segment', 'type': 'text'},
            {'name': 'tier', 'type': 'text'},
            {'name': 'region', 'type': 'text'},
            {'name': 'product', 'type': 'text'},
            {'name': 'lifecycle_stage', 'type': 'text'},
            {'name': 'csm_owner', 'type': 'text'},
            {'name': 'arr', 'type': 'decimal(18,2)'},
            {'name': 'currency', 'type': 'text'},
            {'name': 'started_on', 'type': 'date'},
            {'name': 'renewal_on', 'type': 'date'},
            {'name': 'churned_on', 'type': 'date'},
            {'name': 'outcome', 'type': 'text', 'accepted': ['renewed', 'expanded', 'churned']},
            {'name': 'outcome_on', 'type': 'date'},
            {'name': 'domains', 'type': 'text'},
            {'name': 'external_ids', 'type': 'text'},
            {'name': 'valid_from', 'type': 'timestamp'},
            {'name': 'loaded_at', 'type': 'timestamp'},
        ],
        'contacts': [
            {'name': 'contact_id', 'type': 'text', 'required': true},
            {'name': 'email', 'type': 'text'},
            {'name': 'account_key', 'type': 'text'},
            {'name': 'loaded_at', 'type': 'timestamp'},
        ],
        'events': [
            {'name': 'event_id', 'type': 'text', 'required': true},
            {'name': 'event_type', 'type': 'text', 'required': true, 'accepted': [
                'release', 'incident', 'billing', 'price_change', 'onboarding', 'feature_adoption', 'csm_touchpoint',
                'ticket_resolution', 'campaign', 'intervention']},
            {'name': 'started_at', 'type': 'timestamp', 'required': true},
            {'name': 'scope', 'type': 'text', 'accepted': ['global', 'segment', 'product', 'brand', 'account']},
            {'name': 'scope_id', 'type': 'text'},
            {'name': 'title', 'type': 'text'},
            {'name': 'ended_at', 'type': 'timestamp'},
            {'name': 'loaded_at', 'type': 'timestamp'},
        ],
        'usage_days': [
            {'name': 'account_id', 'type': 'text', 'required': true},
            {'name': 'date_day', 'type': 'date', 'required': true},
            {'name': 'active_users', 'type': 'integer', 'minimum': 0},
            {'name': 'logins', 'type': 'integer', 'minimum': 0},
            {'name': 'feature_events', 'type': 'integer', 'minimum': 0},
            {'name': 'seats', 'type': 'integer', 'minimum': 0},
            {'name': 'loaded_at', 'type': 'timestamp'},
        ],
        'feedback': [
            {'name': 'feedback_id', 'type': 'text', 'required': true},
            {'name': 'target_type', 'type': 'text'},
            {'name': 'target_id', 'type': 'text'},
            {'name': 'entity_type', 'type': 'text'},
            {'name': 'entity_id', 'type': 'text'},
            {'name': 'direction', 'type': 'text'},
            {'name': 'tier', 'type': 'text'},
            {'name': 'policy', 'type': 'text'},
            {'name': 'verdict', 'type': 'text', 'accepted': ['true', 'false', 'known', 'late']},
            {'name': 'author', 'type': 'text'},
            {'name': 'noted_at', 'type': 'timestamp'},
            {'name': 'comment', 'type': 'text'},
        ],
    } -%}
    {%- if table_name is none -%}
        {{ return(contract) }}
    {%- elif table_name not in contract -%}
        {{ exceptions.raise_compiler_error(
            "landing_contract: no landing table is called '" ~ table_name ~ "'. Tables: " ~ contract | join(', ')) }}
    {%- endif -%}
    {{ return(contract[table_name]) }}
{%- endmacro %}
