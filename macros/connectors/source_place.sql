{# Where a source table lies: {'relation': what to select from, 'columns': {name: type} or none if it is not there,
   'where' and 'setting': for messages}. #}
{% macro source_place(relation) -%}
    {{ return(adapter.dispatch('source_place', 'groundswell')(relation)) }}
{%- endmacro %}


{% macro default__source_place(relation) -%}
    {%- set found = load_relation(relation) -%}
    {%- set place = {
        'relation': relation, 'columns': none, 'where': 'schema ' ~ relation.schema ~ ' of ' ~ relation.database,
        'setting': 'vars `raw_database` and `<source>_schema`'} -%}
    {%- if found is not none -%}
        {%- do place.update({'columns': {}}) -%}
        {%- for column in adapter.get_columns_in_relation(found) -%}
            {%- do place.columns.update({column.name | lower: column.dtype}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(place) }}
{%- endmacro %}


{% macro duckdb__source_place(relation) -%}
    {%- if not var('raw_path') -%}
        {{ return(groundswell.default__source_place(
            api.Relation.create(
                database=relation.database, schema=relation.schema, identifier=relation.identifier | lower))) }}
    {%- endif -%}
    {%- set path = (relation | string).strip("'") -%}
    {%- set place = {
        'relation': 'read_parquet(' ~ sql_text(path) ~ ')', 'columns': none, 'where': path,
        'setting': "var `raw_path` is '" ~ var('raw_path') ~ "'"} -%}
    {%- if landing_glob(path) -%}
        {%- do place.update({'columns': described_columns(place.relation)}) -%}
    {%- endif -%}
    {{ return(place) }}
{%- endmacro %}
