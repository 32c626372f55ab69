-- The drivers of a forecast sum to the log-odds of its probability, to the digits that a probability is rounded to.
with

sums as (

    select account_id, outcome, sum(contribution) as log_odds
    from {{ ref('fct_outcome_drivers') }}
    group by account_id, outcome

)

select
    predictions.account_id,
    predictions.outcome,
    predictions.probability,
    sums.log_odds

from {{ ref('mart_outcome_predictions') }} as predictions
left join sums
    on predictions.account_id = sums.account_id and predictions.outcome = sums.outcome
where
    abs(predictions.probability - 1 / nullif(1 + exp(-sums.log_odds), 0)) > 0.000001
    or (predictions.probability is null) <> (sums.log_odds is null)
    or predictions.probability < predictions.probability_low
    or predictions.probability > predictions.probability_high
