-- The agenda of the week. What is on it and in which order; each KPI comes from the mart that is named beside it.
with

items as (

    select
        section,
        position as item_rank,
        'figure' as entity_type,
        figure as entity_id
    from {{ ref('mart_review_figures') }}
    union all
    select
        section,
        section_rank as item_rank,
        'account' as entity_type,
        account_id as entity_id
    from {{ ref('mart_review_accounts') }}
    union all
    select
        case entity_type when 'portfolio' then 'headline' else 'change' end as section,
        item_rank,
        entity_type,
        entity_id
    from {{ ref('mart_review_changes') }}
    union all
    select
        'action' as section,
        item_rank,
        'event' as entity_type,
        event_id as entity_id
    from {{ ref('mart_review_actions') }}
    union all
    select
        section,
        item_rank,
        section as entity_type,
        effect_id as entity_id
    from {{ ref('mart_review_effects') }}
    union all
    select
        'alert' as section,
        item_rank,
        'alert' as entity_type,
        alert_id as entity_id
    from {{ ref('mart_review_alerts') }}

)

select
    as_of.as_of as week_end_on,
    items.section,
    cast(items.item_rank as bigint) as item_rank,
    items.entity_type,
    items.entity_id,
    coalesce(
        sentences.headline, accounts.account_name, actions.account_name, alerts.entity_name, figures.label, effects.title,
        items.entity_id
    ) as entity_name,
    coalesce(
        accounts.account_id, actions.account_id, case when alerts.entity_type = 'account' then alerts.entity_id end
    ) as account_id,
    coalesce(accounts.segment, actions.segment, alerts.segment) as segment,
    coalesce(accounts.csm_owner, actions.csm_owner, alerts.csm_owner) as csm_owner,
    case
        when reviewed.pattern_title is not null then concat(reviewed.pattern_title, ': ', reviewed.evidence)
        else coalesce(
            sentences.explanation, accounts.alert_reason, alerts.reason, actions.title, figures.method, effects.sentence
        )
    end as detail,
    coalesce(accounts.standing, actions.finding, alerts.finding, effects.finding) as finding,
    alerts.loop_state,
    coalesce(accounts.alert_opened_on, actions.started_on, alerts.opened_on, effects.started_on) as happened_on,
    coalesce(accounts.sentiment_score_7d, changes.score_now, actions.score_after) as score,
    coalesce(accounts.baseline_score, changes.score_before, actions.score_before) as score_before,
    coalesce(accounts.baseline_deviation, changes.change, actions.change, effects.change) as change,
    coalesce(changes.change_low, actions.change_low, effects.change_low) as change_low,
    coalesce(changes.change_high, actions.change_high, effects.change_high) as change_high,
    changes.change_within_channels,
    changes.change_by_mix,
    accounts.velocity,
    accounts.velocity_low,
    accounts.velocity_high,
    accounts.n_tickets,
    accounts.n_tickets_usual,
    accounts.usage_change,
    accounts.arr,
    accounts.renewal_on,
    accounts.days_to_renewal,
    reviewed.play_title,
    reviewed.next_step,
    reviewed.due_on,
    reviewed.probability,
    reviewed.probability_low,
    reviewed.probability_high,
    reviewed.priority,
    figures.unit,
    figures.amount,
    figures.amount_low,
    figures.amount_high,
    coalesce(figures.n, changes.n_now, actions.n_after, accounts.n_scored_7d, effects.n) as n

from items
cross join {{ ref('int_as_of') }} as as_of
left join {{ ref('mart_account_standings') }} as accounts
    on items.entity_type = 'account' and items.entity_id = accounts.account_id
left join {{ ref('mart_review_accounts') }} as reviewed
    on items.entity_type = 'account' and items.entity_id = reviewed.account_id
left join {{ ref('mart_review_changes') }} as changes
    on items.entity_type = changes.entity_type and items.entity_id = changes.entity_id
left join {{ ref('mart_review_actions') }} as actions
    on items.entity_type = 'event' and items.entity_id = actions.event_id
left join {{ ref('mart_review_alerts') }} as alerts
    on items.entity_type = 'alert' and items.entity_id = alerts.alert_id
left join {{ ref('mart_review_effects') }} as effects
    on items.section = effects.section and items.entity_id = effects.effect_id
left join {{ ref('mart_review_figures') }} as figures
    on items.entity_type = 'figure' and items.entity_id = figures.figure
left join {{ ref('mart_review_sentence') }} as sentences
    on items.section = 'headline'
