-- What events of a kind do on average: releases of a product, slow tickets, failed payments.
with

tests as (

    select
        *,
        {{ dbt.split_part('subject_id', "'|'", 1) }} as event_kind,
        {{ dbt.split_part('subject_id', "'|'", 2) }} as scope,
        nullif({{ dbt.split_part('subject_id', "'|'", 3) }}, '') as scope_id

    from {{ ref('int_impact_tests') }}
    where subject_kind = 'type'

),

ranked as (

    select
        *,
        count(p) over () as n_tests,
        row_number() over (order by p nulls last, subject_id) as p_rank

    from tests

),

corrected as (

    select
        *,
        {{ false_discovery_q('p', 'subject_id') }} as q

    from ranked

)

select
    subject_id as kind_id,
    event_kind,
    scope,
    scope_id,
    method,
    cast(coalesce(n_events, 0) as bigint) as n_events,
    cast(coalesce(n_exposed, 0) as bigint) as n_exposed,
    cast(n_controls as bigint) as n_controls,
    effect,
    effect_low,
    effect_high,
    event_sd,
    p,
    {{ rounded('q') }} as q,
    shared_sd,
    pretrend,
    pretrend_p,
    cast(n_shuffles as bigint) as n_shuffles,
    cast(n_placebos as bigint) as n_placebos,
    placebo_rejection_rate,
    {{ impact_verdict('reason', 'q', 'pretrend_p') }} as verdict,
    reason,
    coalesce(
        'Not measured: ' || reason || '.',
        'On average over ' || cast(n_events as {{ dbt.type_string() }}) || ' events the accounts touched moved by '
        || {{ signed_points('effect') }} || ' points of 100 (95 %: ' || {{ signed_points('effect_low') }} || ' to '
        || {{ signed_points('effect_high') }} || ')'
        || coalesce('; single ones differ by ' || {{ one_decimal('50 * event_sd') }} || ' points (sd)', '') || '.'
    ) as sentence

from corrected
