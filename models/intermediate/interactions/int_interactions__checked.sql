-- Everything delivered, checked against the contract, without the text: from here on a text is known by its hash only.
select
    source || ':' || interaction_id as interaction_key,
    interaction_id,
    source,
    account_key,
    thread_id,
    author_id,
    agent_id,
    channel,
    author_role,
    team,
    product,
    brand,
    language,
    {{ redacted_url('source_url') }} as source_url,
    rating,
    rating_scale,
    polarity,
    occurred_at,
    loaded_at,
    {{ dbt.hash('text') }} as text_hash,
    {{ word_count('text') }} as word_count,
    {{ dbt.hash(text_pattern('text')) }} as text_pattern,
    landing_file,
    landing_row,
    {{ contract_breaches('interactions', [
        (reads_like_message('source') ~ " or source like '% % % % % % %'", 'source is not a name'),
        ("occurred_at < '1990-01-01'", 'occurred_at is before 1990'),
        ('occurred_at > ' ~ dbt.dateadd('day', var('future_tolerance_days'), 'loaded_at'),
            'occurred_at is after loaded_at'),
        ('coalesce(greatest(occurred_at, loaded_at), loaded_at) > '
            ~ dbt.dateadd('day', var('future_tolerance_days'), run_started()),
            'occurred_at or loaded_at is in the future'),
    ]) }} as quarantine_reason

from {{ ref('int_interactions__unioned') }}
