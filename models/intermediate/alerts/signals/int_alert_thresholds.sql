-- How much more an entity's score must say before a policy alerts on it again, after people have said that its alerts told
-- them nothing. From the verdicts alone, and only for days after each was given: it can change no alert that it is on.
-- The latest verdict on an alert counts until the next, and every verdict is forgotten in time.
with

votes as (

    select
        entity_type,
        entity_id,
        direction,
        policy,
        case when is_news then -1 else 1 end as vote,
        cast({{ dbt.dateadd('day', 1, 'noted_on') }} as date) as from_on,
        lead(noted_on) over (
            partition by entity_type, entity_id, direction, policy, coalesce(target_id, feedback_id)
            order by noted_at, feedback_id
        ) as next_noted_on

    from {{ ref('int_feedback__known') }}
    where entity_type is not null and entity_id is not null and direction is not null and policy is not null

),

with_end as (

    select
        *,
        case
            when next_noted_on < {{ dbt.dateadd('day', detection_constant('feedback_memory_days'), 'from_on') }}
                then cast({{ dbt.dateadd('day', 1, 'next_noted_on') }} as date)
            else cast({{ dbt.dateadd('day', detection_constant('feedback_memory_days'), 'from_on') }} as date)
        end as until_on

    from votes

),

changes as (

    select entity_type, entity_id, direction, policy, from_on as changed_on, vote from with_end
    union all
    select entity_type, entity_id, direction, policy, until_on as changed_on, -vote as vote from with_end

),

days as (

    select entity_type, entity_id, direction, policy, changed_on, sum(vote) as change
    from changes
    group by entity_type, entity_id, direction, policy, changed_on

),

spans as (

    select
        *,
        sum(change) over (
            partition by entity_type, entity_id, direction, policy order by changed_on
            rows between unbounded preceding and current row
        ) as n_against,
        lead(changed_on) over (
            partition by entity_type, entity_id, direction, policy order by changed_on
        ) as until_on

    from days

)

select
    entity_type,
    entity_id,
    direction,
    policy,
    changed_on as from_on,
    until_on,
    cast(n_against as bigint) as n_against,
    {{ detection_constant('feedback_step') }} * least(
        n_against - {{ detection_constant('feedback_minimum_verdicts') }} + 1,
        {{ detection_constant('feedback_maximum_steps') }}
    ) as extra_threshold

from spans
where n_against >= {{ detection_constant('feedback_minimum_verdicts') }}
