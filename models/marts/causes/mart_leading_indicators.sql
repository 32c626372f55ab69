-- Which signals change before accounts leave or use the product less, and how long before. "Not enough data" is an answer.
{% set significant = cause_constant('significant_p') -%}

with

ranked as (

    select
        *,
        signal || ' > ' || target as indicator_id,
        count(p) over () as n_tests,
        row_number() over (order by p nulls last, signal, target) as p_rank

    from {{ ref('int_lead_tests') }}

),

corrected as (

    select
        *,
        {{ false_discovery_q('p', 'indicator_id') }} as q

    from ranked

),

judged as (

    select
        *,
        case
            when reason is not null then 'not enough data'
            when q > {{ significant }} then 'no lead shown'
            when lag_low = 0 then 'moves with it'
            else 'leads'
        end as verdict

    from corrected

)

select
    indicator_id,
    signal,
    target,
    cast(n_accounts as bigint) as n_accounts,
    cast(n_weeks as bigint) as n_weeks,
    cast(n_outcomes as bigint) as n_outcomes,
    cast(lag_weeks as bigint) as lag_weeks,
    cast(lag_low as bigint) as lag_low,
    cast(lag_high as bigint) as lag_high,
    effect,
    effect_low,
    effect_high,
    correlation,
    p,
    {{ rounded('q') }} as q,
    cast(n_shuffles as bigint) as n_shuffles,
    placebo_rejection_rate,
    cast(n_placebos as bigint) as n_placebos,
    verdict,
    reason,
    replace(signal, '_', ' ') || case verdict
        when 'not enough data' then ': not enough data, ' || reason || '.'
        when 'no lead shown'
            then ' shows no lead over ' || target || ' in ' || cast(n_accounts as {{ dbt.type_string() }}) || ' accounts.'
        else
            case verdict when 'leads' then ' leads ' else ' moves with ' end || target || ', most clearly '
            || cast(lag_weeks as {{ dbt.type_string() }}) || ' weeks ahead (95 %: '
            || cast(lag_low as {{ dbt.type_string() }}) || ' to ' || cast(lag_high as {{ dbt.type_string() }})
            || '): where it is one sd higher than usual, ' || target || ' is then '
            || {{ signed_percent('effect') }} || case target when 'churn' then ' points a week' else '' end || '.'
    end as sentence

from judged
