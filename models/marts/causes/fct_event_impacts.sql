-- Did an event move the accounts that it touched? What it is compared with says `method`, what it cannot say `reason`.
with

measured as (

    select
        events.event_id,
        events.event_type,
        events.scope,
        events.scope_id,
        events.title,
        events.started_on,
        case events.scope when 'global' then 'placebo dates' else 'matched accounts' end as method,
        coalesce(tests.n_exposed, 0) as n_exposed,
        coalesce(tests.n_controls, 0) as n_controls,
        tests.effect,
        tests.effect_low,
        tests.effect_high,
        tests.p,
        tests.shared_sd,
        tests.pretrend,
        tests.pretrend_p,
        tests.n_shuffles,
        coalesce(tests.n_placebos, 0) as n_placebos,
        tests.placebo_rejection_rate,
        coalesce(tests.n_overlapping, 0) as n_overlapping,
        coalesce(tests.reason, case when tests.p is null then 'no account has messages to measure it by' end) as reason

    from {{ ref('fct_events') }} as events
    left join {{ ref('int_impact_tests') }} as tests
        on
            events.event_id = tests.subject_id
            and tests.subject_kind = 'event'
    where events.scope <> 'account'

),

ranked as (

    select
        *,
        count(p) over () as n_tests,
        row_number() over (order by p nulls last, event_id) as p_rank

    from measured

),

corrected as (

    select
        *,
        {{ false_discovery_q('p', 'event_id') }} as q

    from ranked

)

select
    event_id,
    event_type,
    scope,
    scope_id,
    title,
    started_on,
    method,
    cast(n_exposed as bigint) as n_exposed,
    cast(n_controls as bigint) as n_controls,
    effect,
    effect_low,
    effect_high,
    p,
    {{ rounded('q') }} as q,
    shared_sd,
    pretrend,
    pretrend_p,
    cast(n_shuffles as bigint) as n_shuffles,
    cast(n_placebos as bigint) as n_placebos,
    placebo_rejection_rate,
    cast(n_overlapping as bigint) as n_overlapping,
    {{ impact_verdict('reason', 'q', 'pretrend_p') }} as verdict,
    reason,
    coalesce(title, event_id) || ': ' || coalesce(
        reason,
        'the ' || cast(n_exposed as {{ dbt.type_string() }}) || ' accounts touched moved by '
        || {{ signed_points('effect') }} || ' points of 100 (95 %: ' || {{ signed_points('effect_low') }} || ' to '
        || {{ signed_points('effect_high') }} || ') beside '
        || case scope
            when 'global' then 'what all do on other dates'
            else cast(n_controls as {{ dbt.type_string() }}) || ' others like them'
        end
        || case when n_overlapping > 0 then '; other events overlap' else '' end
    ) as sentence

from corrected
