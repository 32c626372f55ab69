-- The drivers of a forecast sum to the log-odds of its probability, to the digits that a probability is rounded to, and none
-- of its model's coefficients is left out of them.
with

sums as (

    select
        account_id,
        outcome,
        count(distinct feature) as n_drivers,
        sum(contribution) as log_odds

    from {{ ref('fct_outcome_drivers') }}
    group by account_id, outcome

),

models as (

    select
        outcome,
        count(*) as n_coefficients

    from {{ ref('int_outcome_models') }}
    where other_feature is null
    group by outcome

)

select
    predictions.account_id,
    predictions.outcome,
    predictions.probability,
    sums.log_odds,
    sums.n_drivers,
    models.n_coefficients

from {{ ref('mart_outcome_predictions') }} as predictions
left join sums
    on predictions.account_id = sums.account_id and predictions.outcome = sums.outcome
left join models
    on predictions.outcome = models.outcome
where
    abs(predictions.probability - 1 / nullif(1 + exp(-sums.log_odds), 0)) > 0.000001
    or (predictions.probability is null) <> (sums.log_odds is null)
    or predictions.probability < predictions.probability_low
    or predictions.probability > predictions.probability_high
    or sums.n_drivers <> models.n_coefficients
