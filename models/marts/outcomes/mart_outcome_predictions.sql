with

accounts as (

    select
        account_id,
        snapshot_on,
        customer_days,
        renewal_on,
        days_to_renewal,
        case
            when mood_recent is null and active_share is null then 'nothing was said or used that is known'
            when mood_recent is null then 'nothing was said that is known'
            when active_share is null then 'no use is known'
        end as gap

    from {{ ref('int_outcome_features') }}
    where is_as_of_day

),

models as (

    select outcome, method, model_version, learned_on, learned_from
    from {{ ref('int_outcome_models') }}
    where feature = 'intercept' and other_feature is null

),

sums as (

    select
        account_id,
        outcome,
        cast(sum(cast(contribution as decimal(18, 9))) as double) as log_odds

    from {{ ref('fct_outcome_drivers') }}
    group by account_id, outcome

),

-- the delta method: how far the estimates of the coefficients may be off, at this account's values
variances as (

    select
        one.account_id,
        one.outcome,
        greatest(0, cast(sum(cast(
            one.units_from_typical * models.covariance * other.units_from_typical as decimal(24, 12)
        )) as double)) as variance

    from {{ ref('fct_outcome_drivers') }} as one
    inner join {{ ref('int_outcome_models') }} as models
        on one.outcome = models.outcome and one.feature = models.feature
    inner join {{ ref('fct_outcome_drivers') }} as other
        on
            one.account_id = other.account_id
            and one.outcome = other.outcome
            and models.other_feature = other.feature
    where one.units_from_typical <> 0 and other.units_from_typical <> 0
    group by one.account_id, one.outcome

)
{% set half = detection_constant('interval_z') ~ ' * sqrt(variances.variance)' %}
select
    accounts.account_id,
    models.outcome,
    accounts.snapshot_on as predicted_on,
    {{ var('outcome_horizon_days') }} as horizon_days,
    {{ rounded('1 / nullif(1 + exp(-sums.log_odds), 0)') }} as probability,
    {{ rounded('1 / nullif(1 + exp(-(sums.log_odds - ' ~ half ~ ')), 0)') }} as probability_low,
    {{ rounded('1 / nullif(1 + exp(-(sums.log_odds + ' ~ half ~ ')), 0)') }} as probability_high,
    case when sums.log_odds is null then 'not due' else models.method end as method,
    models.model_version,
    models.learned_on,
    cast(models.learned_from as bigint) as learned_from,
    case
        when sums.log_odds is null and accounts.renewal_on is null then 'Renewal date unknown.'
        when sums.log_odds is null and accounts.renewal_on <= accounts.snapshot_on
            then 'The renewal date that is known has passed.'
        when sums.log_odds is null and accounts.days_to_renewal is null then 'The renewal is signed already.'
        when sums.log_odds is null then 'No renewal is due within {{ var("outcome_horizon_days") }} days.'
        else concat(
            case
                when models.method = 'model'
                    then concat('Learned from ', models.learned_from, ' outcomes known by ', models.learned_on, '.')
                else concat(
                    'A rule, not learned from your accounts: ', models.learned_from, ' outcomes known by ',
                    models.learned_on, ', too few.'
                )
            end,
            coalesce(' For this account ' || accounts.gap || ': it counts as typical there.', ''),
            case
                when models.outcome = 'churned' and accounts.renewal_on is null then ' Renewal date unknown.' else ''
            end,
            case
                when accounts.customer_days < {{ var('baseline_minimum_days') }}
                    then concat(' A customer for ', accounts.customer_days, ' days only.')
                else ''
            end
        )
    end as note

from accounts
cross join models
left join sums
    on accounts.account_id = sums.account_id and models.outcome = sums.outcome
left join variances
    on accounts.account_id = variances.account_id and models.outcome = variances.outcome
