{# The models of one kind that the enabled connectors bring, as relations in the order of var `connectors`:
   `stg_<connector>__<kind>` of each that has one. A connector without that kind is passed over.

   What a folder holds is known only when dbt runs, and what a model depends on when dbt parses; so every connector has
   a model `stg_<connector>__counts` that refers to all it hands on, and the loop refers to that. #}
{% macro connector_models(kind) -%}
    {%- set found = [] -%}
    {%- for connector in enabled_connectors() -%}
        {%- set counts = ref('stg_' ~ connector ~ '__counts') -%}
        {%- set counts_id = 'model.' ~ project_name ~ '.stg_' ~ connector ~ '__counts' -%}
        {%- set node_id = 'model.' ~ project_name ~ '.stg_' ~ connector ~ '__' ~ kind -%}
        {%- if execute and node_id in graph.nodes -%}
            {%- if node_id not in graph.nodes[counts_id].depends_on.nodes -%}
                {{ exceptions.raise_compiler_error(
                    'stg_' ~ connector ~ '__counts must refer to stg_' ~ connector ~ '__' ~ kind
                    ~ ': only what it refers to is sure to be built before it is read.') }}
            {%- endif -%}
            {%- set node = graph.nodes[node_id] -%}
            {%- do found.append(
                {'connector': connector, 'relation': api.Relation.create(
                    database=node.database, schema=node.schema, identifier=node.alias)}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
