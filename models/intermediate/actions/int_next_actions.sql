-- The chosen plays with what is at stake and their first step: all of a next action but its probability.
with

first_steps as (

    select *
    from {{ ref('playbook_steps') }}
    where step_number = 1

)

select
    choices.account_id,
    stakes.account_name,
    stakes.owner,
    choices.pattern,
    patterns.pattern_title,
    choices.precedence,
    coalesce(evidence.evidence, patterns.pattern_title) as evidence,
    choices.holds_since,
    choices.play,
    choices.play_title,
    choices.ranked_by,
    choices.ranking_note,
    steps.owner_role,
    {{ step_due_on('steps', 'stakes') }} as due_on,
    steps.action,
    steps.success_metric,
    patterns.outcome as probability_of,
    patterns.arr_share,
    stakes.arr,
    stakes.counted_arr,
    stakes.arr_method,
    stakes.renewal_on,
    stakes.days_to_renewal,
    stakes.urgency,
    stakes.urgency_method

from {{ ref('int_play_choices') }} as choices
inner join {{ ref('patterns') }} as patterns
    on choices.pattern = patterns.pattern
inner join {{ ref('int_account_stakes') }} as stakes
    on choices.account_id = stakes.account_id
inner join first_steps as steps
    on choices.play = steps.play
left join {{ ref('int_account_patterns__evidence') }} as evidence
    on choices.account_id = evidence.account_id and choices.pattern = evidence.pattern
