-- The order in which sources came: the landing, then the connectors as var `connectors` lists them, and last of all keys
-- that stand for themselves. What an earlier source says of who is who, a later one does not undo.
{% for source in ['landing'] + enabled_connectors() + ['keys'] -%}
select
    '{{ source }}' as source,
    {{ loop.index0 }} as source_order
{{ 'union all' if not loop.last }}
{% endfor %}
