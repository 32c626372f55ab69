{% set z = detection_constant('interval_z') -%}
{% set a_year = detection_constant('days_a_year') -%}

with

counted as (

    select
        leads.*,
        coalesce(judged.n_warnings, 0) as n_warnings,
        coalesce(judged.n_false, 0) as n_false,
        judged.account_years,
        cast(leads.n_warned as double) / nullif(leads.n_churns, 0) as warned_share,
        coalesce(judged.n_warnings / nullif(judged.account_years, 0), 0) as warnings_a_year,
        {{ z }} * {{ z }} / nullif(cast(leads.n_churns as double), 0) as z2n

    from {{ ref('int_churn_leads') }} as leads
    left join {{ ref('int_churn_warnings__judged') }} as judged
        on leads.policy = judged.policy and leads.direction = judged.direction

),

-- Wilson's interval; and what the same number of warnings on random days would have reached
judged as (

    select
        *,
        (warned_share + z2n / 2) / nullif(1 + z2n, 0) as middle,
        {{ z }} * sqrt(warned_share * (1 - warned_share) / nullif(cast(n_churns as double), 0) + z2n / nullif(4 * n_churns, 0))
        / nullif(1 + z2n, 0) as half,
        n_churns * (1 - exp(-warnings_a_year * {{ var('outcome_horizon_days') }} / nullif({{ a_year }}, 0))) as by_chance

    from counted

)

select
    policy,
    direction,
    cast(n_churns as bigint) as n_churns,
    cast(n_warned as bigint) as n_warned,
    {{ rounded('warned_share') }} as warned_share,
    case when n_churns > 0 then {{ rounded('greatest(0, middle - half)') }} end as warned_share_low,
    case when n_churns > 0 then {{ rounded('least(1, middle + half)') }} end as warned_share_high,
    {{ rounded('by_chance') }} as n_warned_by_chance,
    median_days,
    cast(median_days_low as bigint) as median_days_low,
    cast(median_days_high as bigint) as median_days_high,
    cast(n_warnings as bigint) as n_warnings,
    cast(n_false as bigint) as n_false,
    {{ rounded('account_years') }} as account_years,
    {{ rounded('n_false / nullif(account_years, 0)') }} as false_per_account_year,
    {{ rounded('cast(n_false as double) / nullif(n_warned, 0)') }} as false_per_churn_warned,
    case
        when n_churns = 0 then 'No churn is known that could have been warned of.'
        when n_warned = 0 then concat('Would have warned on none of ', n_churns, ' churns.')
        else concat(
            'Would have warned on ', n_warned, ' of ', n_churns, ' churns, median ',
            {{ whole_number('median_days') }}, ' days before, where as many warnings on random days would have met ',
            {{ whole_number('by_chance') }}, '; ', n_false, ' of ', n_warnings, ' warnings were followed by none.'
        )
    end as verdict

from judged
