-- The verdicts on alerts that were given by the as-of day, each once: it may have come both ways.
select
    feedback.feedback_id,
    feedback.target_id,
    feedback.entity_type,
    feedback.entity_id,
    feedback.direction,
    feedback.policy,
    feedback.verdict,
    feedback.noted_at,
    cast(feedback.noted_at as date) as noted_on,
    feedback.verdict <> 'false' as is_right,
    feedback.verdict in ('true', 'late') as is_news

from {{ ref('int_feedback__checked') }} as feedback
cross join {{ ref('int_as_of') }} as as_of
where
    feedback.quarantine_reason is null
    and coalesce(feedback.target_type, 'alert') = 'alert'
    and feedback.verdict is not null
    and cast(feedback.noted_at as date) <= as_of.as_of
qualify row_number() over (
    partition by feedback.feedback_id
    order by
        feedback.noted_at desc nulls last,
        {{ row_hash([
            'feedback.target_id', 'feedback.entity_type', 'feedback.entity_id', 'feedback.direction', 'feedback.policy',
            'feedback.verdict',
        ]) }} desc nulls last
) = 1
