with

found as (

    select
        *,
        case when auc is null then null when auc_low > 0.5 then 'better' when auc_high < 0.5 then 'worse' else 'unclear' end
            as than_chance,
        case
            when auc_gain is null then null
            when auc_gain_low > 0 then 'better'
            when auc_gain_high < 0 then 'worse'
            else 'unclear'
        end as than_peer

    from {{ ref('int_outcome_backtest') }}

)

select
    outcome,
    feature_set,
    segment,
    compared_with,
    first_origin_on,
    last_origin_on,
    n_origins,
    n_examples,
    n_accounts,
    n_outcomes,
    base_rate,
    {% for metric in ['auc', 'pr_auc', 'brier', 'ece', 'top_decile_lift'] -%}
    {{ metric }},
    {{ metric }}_low,
    {{ metric }}_high,
    {% endfor -%}
    auc_gain,
    auc_gain_low,
    auc_gain_high,
    case
        when auc is null
            then concat('Too little to say anything: ', n_outcomes, ' outcomes in ', n_examples, ' forecasts.')
        when than_chance = 'unclear'
            then concat(
                feature_set, ' says nothing about ', outcome, ' here: the interval of its AUC covers .50 (',
                {{ two_decimals('auc_low') }}, ' to ', {{ two_decimals('auc_high') }}, ').'
            )
        when than_chance = 'worse'
            then concat(feature_set, ' pointed the wrong way about ', outcome, ': AUC ', {{ two_decimals('auc') }}, '.')
        else concat(
            feature_set, ' foretells ', outcome, ': AUC ', {{ two_decimals('auc') }}, ' (', {{ two_decimals('auc_low') }},
            ' to ', {{ two_decimals('auc_high') }}, ').'
        )
    end
    || case than_peer
        when 'better' then concat(' It wins against ', compared_with, '.')
        when 'worse' then concat(' It loses against ', compared_with, '.')
        when 'unclear' then concat(' Whether it or ', compared_with, ' is better cannot be told.')
        else ''
    end as verdict

from found
