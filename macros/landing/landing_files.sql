{# The files of one landing table under var `landing_path`: {'format': 'csv' | 'parquet', 'paths': [...]}, or none.
   `<table>.parquet`, `<table>.csv`, or a folder `<table>/` of one of the two; two forms of one table is an error.
   Without `landing_path` there are none; with connectors on, `interactions` may be missing too. #}
{% macro landing_files(table_name) -%}
    {%- if not var('landing_path') and var('connectors') -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set folder = var('landing_path') | string -%}
    {%- set forms = [
        ('parquet', folder ~ '/' ~ table_name ~ '.parquet'),
        ('csv', folder ~ '/' ~ table_name ~ '.csv'),
        ('parquet', folder ~ '/' ~ table_name ~ '/*.parquet'),
        ('csv', folder ~ '/' ~ table_name ~ '/*.csv'),
    ] -%}
    {%- set found = [] -%}
    {%- for format, pattern in forms -%}
        {%- set paths = landing_glob(pattern) -%}
        {%- if paths -%}{%- do found.append({'format': format, 'paths': paths}) -%}{%- endif -%}
    {%- endfor -%}

    {%- if found | length > 1 -%}
        {{ exceptions.raise_compiler_error(
            "Landing table `" ~ table_name ~ "` is there in two forms: " ~ found[0].paths[0] ~ " and "
            ~ found[1].paths[0] ~ ". Keep one; rows of both would be counted twice.") }}
    {%- elif not found and table_name == 'interactions' and not var('connectors') -%}
        {{ landing_is_missing(folder) }}
    {%- endif -%}
    {{ return(found[0] if found else none) }}
{%- endmacro %}


{% macro landing_glob(pattern) -%}
    {%- set paths = [] -%}
    {%- for row in run_query("select file from glob(" ~ sql_text(pattern) ~ ") order by file") -%}
        {%- do paths.append(row[0]) -%}
    {%- endfor -%}
    {{ return(paths) }}
{%- endmacro %}


{% macro landing_is_missing(folder) -%}
    {%- set others = [] -%}
    {%- for path in landing_glob(folder ~ '/*') -%}{%- do others.append(path.split('/')[-1]) -%}{%- endfor -%}
    {{ exceptions.raise_compiler_error(
        "No landing table `interactions` under '" ~ folder ~ "' (var `landing_path`). Expected interactions.parquet, "
        ~ "interactions.csv or a folder interactions/ of either; "
        ~ ("found " ~ others[:10] | join(', ') if others else "the folder is empty or does not exist")
        ~ ". See docs/connect-your-sources.md.") }}
{%- endmacro %}
