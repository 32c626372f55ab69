{# The default of var `landing_path` is the demo; nobody wants its simulated accounts among their own. #}
{% macro warn_of_demo_rows() -%}
    {%- if execute and flags.WHICH in ['build', 'run'] and enabled_connectors() and not var('landing_schema')
        and var('landing_path') == 'examples/demo/landing' -%}
        {%- do exceptions.warn(
            "Var `landing_path` still names the demo: its simulated rows are built together with those of "
            ~ enabled_connectors() | join(', ') ~ ". Set it to your landing folder, or to null.") -%}
    {%- endif -%}
{%- endmacro %}
