{# A hash of all but rows that the incremental models are built from: their own SQL, that of the views between them and of the
   macros that these call, and the vars that they read. #}
{% macro trend_settings() -%}
    {%- set parts = [] -%}
    {%- for name in [
        'alert_entity_types', 'baseline_lanes', 'baseline_minimum_days', 'build_agent_series', 'burst_gap_days',
        'burst_usual_days', 'burst_windows', 'channel_offset_months', 'classic_baseline_from',
        'classic_baseline_to', 'cohort_baseline_days', 'cohort_movement_days', 'evidence_days', 'half_lives_kept',
        'long_window_days', 'movement_usual_from', 'movement_usual_to', 'rounding_digits', 'score_centre_weeks',
        'score_scale_months', 'short_window_days', 'silence_days', 'silence_usual_days', 'source_settling_days',
        'source_usual_days', 'stalled_sync_factor',
    ] -%}
        {%- do parts.append(name ~ '=' ~ tojson(var(name))) -%}
    {%- endfor -%}
    {%- if execute -%}
        {%- set called = {} -%}
        {%- for node in graph.nodes.values() | sort(attribute='unique_id') -%}
            {%- if node.resource_type == 'model' and ('trends' in node.fqn or 'alerts' in node.fqn) -%}
                {%- do parts.append(node.name ~ '=' ~ node.checksum.checksum) -%}
                {%- do macros_of(node.depends_on.macros, called) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- for unique_id, text in called | dictsort -%}
            {%- do parts.append(unique_id ~ '=' ~ local_md5(text)) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(local_md5(parts | join('|'))) }}
{%- endmacro %}
