-- What moves each forecast of the as-of day: coefficient × value, in units around a typical account. With the intercept they
-- sum to the log-odds of the probability; what is not known moves nothing.
with

accounts as (

    select
        *,
        days_to_renewal between 1 and {{ var('outcome_horizon_days') }} as has_renewal_due

    from {{ ref('int_outcome_features') }}
    where is_as_of_day

),

feature_values as (

    {% for feature in outcome_features() -%}
    select
        account_id,
        snapshot_on,
        has_renewal_due,
        '{{ feature }}' as feature,
        cast({{ feature }} as double) as feature_value
    from accounts
    union all
    {% endfor -%}
    select
        account_id,
        snapshot_on,
        has_renewal_due,
        'intercept' as feature,
        cast(null as double) as feature_value
    from accounts

),

in_units as (

    select
        feature_values.*,
        coalesce(rules.label, 'a typical account') as feature_label,
        case
            when feature_values.feature = 'intercept' then 1
            when feature_values.feature_value is null then 0
            else
                (greatest(rules.lowest, least(rules.highest, feature_values.feature_value)) - rules.centre)
                / nullif(rules.scale, 0)
        end as units_from_typical

    from feature_values
    left join {{ ref('outcome_features') }} as rules
        on feature_values.feature = rules.feature

)

select
    in_units.account_id,
    models.outcome,
    in_units.feature,
    in_units.feature_label,
    in_units.feature_value,
    cast(in_units.units_from_typical as double) as units_from_typical,
    models.coefficient,
    models.coefficient * in_units.units_from_typical + 0 as contribution,
    models.model_version,
    in_units.snapshot_on as predicted_on

from in_units
inner join {{ ref('int_outcome_models') }} as models
    on
        in_units.feature = models.feature
        and models.other_feature is null
where models.outcome <> 'renewed' or in_units.has_renewal_due
