-- The two lists of accounts: whom to discuss, because an action is due, the mood falls or the contract ends soon, and who
-- improves or may grow.
with

joined as (

    select
        standings.account_id,
        standings.standing,
        standings.velocity,
        standings.arr,
        actions.action_id,
        actions.pattern,
        actions.probability_of,
        actions.pattern_title,
        actions.evidence,
        actions.play_title,
        actions.action as next_step,
        actions.due_on,
        coalesce(actions.probability, predictions.probability) as probability,
        coalesce(actions.probability_low, predictions.probability_low) as probability_low,
        coalesce(actions.probability_high, predictions.probability_high) as probability_high,
        coalesce(
            actions.priority, coalesce(predictions.probability, 1) * stakes.counted_arr * stakes.urgency
        ) as priority,
        standings.days_to_renewal,
        standings.days_since_touch,
        standings.days_to_renewal between 0 and {{ var('review_renewal_days') }} as renews

    from {{ ref('mart_account_standings') }} as standings
    inner join {{ ref('int_account_stakes') }} as stakes
        on standings.account_id = stakes.account_id
    left join {{ ref('mart_next_actions') }} as actions
        on standings.account_id = actions.account_id and actions.is_first_of_account
    left join {{ ref('mart_outcome_predictions') }} as predictions
        on standings.account_id = predictions.account_id and predictions.outcome = 'churned'

),

placed as (

    select
        *,
        case
            when probability_of = 'churned' and pattern <> 'recovering' then 'discuss'
            when standing in ('alert', 'falling') or renews then 'discuss'
            when action_id is not null or standing in ('improving', 'rising') then 'improving'
        end as section

    from joined

)

select
    account_id,
    section,
    -- the most at stake comes first
    row_number() over (
        partition by section
        order by priority desc nulls last, abs(velocity) desc nulls last, arr desc nulls last, account_id asc
    ) as section_rank,
    action_id,
    case when action_id is null and renews then 'Renewal near' else pattern_title end as pattern_title,
    case
        when action_id is null and renews
            then concat(
                case when days_to_renewal = 0 then 'today' else concat('in ', {{ counted('days_to_renewal', 'day') }}) end, '; ',
                case
                    when days_since_touch is null then 'no touchpoint is known'
                    else concat('last touchpoint ', {{ counted('days_since_touch', 'day') }}, ' ago')
                end
            )
        else evidence
    end as evidence,
    play_title,
    next_step,
    due_on,
    probability,
    probability_low,
    probability_high,
    priority

from placed
where section is not null
