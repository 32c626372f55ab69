{# Tables that must exist before a run: the gates' results, to which each gate appends, and, where Python models cannot
   run (var `skip_python_models`), their outputs, empty and typed, so that every SQL model builds. #}
{% macro create_python_model_outputs() -%}
    {%- if execute and flags.WHICH in ['build', 'run', 'test'] -%}
        {%- do create_table_if_missing('quality', 'quality_results', {
            'gate': 'text', 'checked_at': 'timestamp', 'table_name': 'text', 'expectation': 'text',
            'column_name': 'text', 'severity': 'text', 'success': 'boolean', 'n_checked': 'bigint',
            'n_unexpected': 'bigint', 'why': 'text',
        }) -%}
        {%- if var('skip_python_models') -%}
            {%- for gate in ['gate_raw_in', 'gate_scores', 'gate_marts_out'] -%}
                {%- do create_table_if_missing('quality', gate, {'gate': 'text'}) -%}
            {%- endfor -%}
            {%- do create_table_if_missing('intermediate', 'int_scorer', {
                'engine': 'text', 'model_version': 'text',
            }) -%}
            {%- do create_table_if_missing('intermediate', 'int_text_scores', {
                'raw_hash': 'text', 'text_key': 'text', 'model_version': 'text', 'engine': 'text',
                'redacted_text': 'text', 'language': 'text', 'polarity': 'decimal(9,6)', 'polarity_se': 'double',
                'confidence': 'double', 'p_negative': 'double', 'p_neutral': 'double', 'p_positive': 'double',
                'sentiment_label': 'text', 'intensity': 'double', 'emotion_anger': 'double',
                'emotion_frustration': 'double', 'emotion_confusion': 'double', 'emotion_joy': 'double',
                'emotion_satisfaction': 'double', 'emotion_enthusiasm': 'double', 'emotion_neutral': 'double',
                'n_tokens': 'integer', 'is_truncated': 'boolean', 'clauses': 'clauses',
            }) -%}
            {%- do create_table_if_missing('intermediate', 'int_outcome_models', {
                'outcome': 'text', 'method': 'text', 'model_version': 'text', 'learned_on': 'date',
                'learned_from': 'bigint', 'n_examples': 'bigint', 'feature': 'text', 'other_feature': 'text',
                'coefficient': 'double', 'covariance': 'double',
            }) -%}
            {%- do create_table_if_missing('intermediate', 'int_outcome_backtest', {
                'outcome': 'text', 'feature_set': 'text', 'segment': 'text', 'first_origin_on': 'date',
                'last_origin_on': 'date', 'n_origins': 'bigint', 'n_examples': 'bigint', 'n_accounts': 'bigint',
                'n_outcomes': 'bigint', 'base_rate': 'double', 'auc': 'double', 'auc_low': 'double',
                'auc_high': 'double', 'pr_auc': 'double', 'pr_auc_low': 'double', 'pr_auc_high': 'double',
                'brier': 'double', 'brier_low': 'double', 'brier_high': 'double', 'ece': 'double',
                'ece_low': 'double', 'ece_high': 'double', 'top_decile_lift': 'double',
                'top_decile_lift_low': 'double', 'top_decile_lift_high': 'double', 'compared_with': 'text',
                'auc_gain': 'double', 'auc_gain_low': 'double', 'auc_gain_high': 'double',
            }) -%}
            {%- do create_table_if_missing('intermediate', 'int_impact_tests', {
                'subject_kind': 'text', 'subject_id': 'text', 'is_placebo': 'boolean', 'tested_on': 'date',
                'method': 'text', 'n_exposed': 'bigint', 'n_controls': 'bigint', 'n_events': 'bigint',
                'effect': 'double', 'effect_low': 'double', 'effect_high': 'double', 'p': 'double',
                'shared_sd': 'double', 'event_sd': 'double', 'pretrend': 'double', 'pretrend_p': 'double',
                'n_shuffles': 'bigint', 'n_placebos': 'bigint', 'placebo_rejection_rate': 'double',
                'n_overlapping': 'bigint', 'reason': 'text',
            }) -%}
            {%- do create_table_if_missing('intermediate', 'int_lead_tests', {
                'signal': 'text', 'target': 'text', 'n_accounts': 'bigint', 'n_weeks': 'bigint',
                'n_outcomes': 'bigint', 'lag_weeks': 'bigint', 'lag_low': 'bigint', 'lag_high': 'bigint',
                'effect': 'double', 'effect_low': 'double', 'effect_high': 'double', 'correlation': 'double',
                'p': 'double', 'n_shuffles': 'bigint', 'placebo_rejection_rate': 'double', 'n_placebos': 'bigint',
                'reason': 'text',
            }) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}


{% macro create_table_if_missing(schema_name, table_name, columns) -%}
    {%- set relation = api.Relation.create(
        database=target.database, schema=generate_schema_name(schema_name, none), identifier=table_name) -%}
    {%- do adapter.create_schema(relation) -%}
    {%- set definitions = [] -%}
    {%- for name, contract_type in columns.items() -%}
        {%- do definitions.append(name ~ ' ' ~ engine_type(contract_type)) -%}
    {%- endfor -%}
    {%- do run_query('create table if not exists ' ~ relation ~ ' (' ~ definitions | join(', ') ~ ')') -%}
{%- endmacro %}
