with

episodes as (

    select
        episodes.*,
        case episodes.entity_type
            when 'account' then coalesce(accounts.account_name, episodes.entity_id)
            else episodes.entity_id
        end as entity_name

    from {{ ref('int_alert_episodes__closed') }} as episodes
    left join {{ ref('dim_accounts') }} as accounts
        on episodes.entity_type = 'account' and episodes.entity_id = accounts.account_id

),

ranked_severities as (

    select
        episodes.entity_type,
        episodes.entity_id,
        episodes.direction,
        episodes.policy,
        episodes.opened_on,
        rules.severity

    from episodes
    inner join {{ ref('severity_rules') }} as rules
        on episodes.tier = rules.tier and episodes.score >= rules.minimum_score
    qualify row_number() over (
        partition by
            episodes.entity_type, episodes.entity_id, episodes.direction, episodes.policy, episodes.opened_on
        order by rules.minimum_score desc nulls last
    ) = 1

)

select
    md5(concat(
        episodes.entity_type, '|', episodes.entity_id, '|', episodes.direction, '|', episodes.policy, '|',
        cast(episodes.opened_on as {{ dbt.type_string() }})
    )) as alert_id,
    episodes.entity_type,
    episodes.entity_id,
    episodes.entity_name,
    episodes.direction,
    episodes.policy,
    episodes.is_default as is_default_policy,
    episodes.tier,
    severities.severity,
    episodes.state,
    episodes.opened_on,
    cast(null as date) as escalated_on,
    episodes.closed_on,
    episodes.baseline,
    episodes.current_value,
    episodes.deviation,
    episodes.score,
    episodes.threshold,
    episodes.peak_score,
    cast(null as double) as probability,
    cast(episodes.n_interactions as bigint) as n_interactions,
    'sentiment' as reason_code,
    concat(
        episodes.entity_name,
        ': sentiment over 7 days ',
        case episodes.direction when 'decline' then 'fell to ' else 'rose to ' end,
        {{ one_decimal('(episodes.current_value + 1) * 50') }},
        ' of 100, ',
        {{ one_decimal('abs(episodes.deviation) * 50') }},
        case episodes.direction when 'decline' then ' below' else ' above' end,
        ' its own baseline of ',
        {{ one_decimal('(episodes.baseline + 1) * 50') }},
        ' (',
        {{ one_decimal('episodes.score') }},
        ' baseline sd, alert from ',
        {{ one_decimal('episodes.threshold') }},
        '), on ',
        cast(episodes.n_interactions as {{ dbt.type_string() }}),
        case episodes.n_interactions when 1 then ' scored message.' else ' scored messages.' end
    ) as reason

from episodes
left join ranked_severities as severities
    on
        episodes.entity_type = severities.entity_type
        and episodes.entity_id = severities.entity_id
        and episodes.direction = severities.direction
        and episodes.policy = severities.policy
        and episodes.opened_on = severities.opened_on
