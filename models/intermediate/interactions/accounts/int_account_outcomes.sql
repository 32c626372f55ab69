-- The outcomes known by the as-of day. Two records of one end, or of one renewal, within `outcome_window_days` are one
-- outcome; where one says that the account left and another that it stayed, the rule with the lower precedence number
-- decides, then the later day, and the row says that there was a conflict.
with

as_of_day as (

    select ruled.*
    from {{ ref('int_outcomes__ruled') }} as ruled
    cross join {{ ref('int_as_of') }} as as_of
    where ruled.account_id is not null and cast(ruled.known_at as date) <= as_of.as_of

),

compared as (

    select
        own.outcome_hash,
        max(case when own.outcome <> other.outcome then 1 else 0 end) as n_conflicts,
        max(
            case
                when
                    other.precedence < own.precedence
                    or (other.precedence = own.precedence and other.decided_on > own.decided_on)
                    or (
                        other.precedence = own.precedence and other.decided_on = own.decided_on
                        and other.outcome_hash < own.outcome_hash
                    )
                    then 1
                else 0
            end
        ) as n_stronger

    from as_of_day as own
    inner join as_of_day as other
        on
            own.account_id = other.account_id
            and own.outcome_hash <> other.outcome_hash
            and abs({{ dbt.datediff('own.decided_on', 'other.decided_on', 'day') }}) <= {{ var('outcome_window_days') }}
            -- Renewed and expanded are compatible; each rules out churned.
            and (own.outcome = other.outcome or own.outcome = 'churned' or other.outcome = 'churned')
    group by own.outcome_hash

)

select
    as_of_day.account_id,
    as_of_day.outcome,
    as_of_day.decided_on as outcome_on,
    as_of_day.known_at,
    as_of_day.source,
    as_of_day.rule,
    as_of_day.record_id,
    coalesce(compared.n_conflicts, 0) > 0 as has_conflict,
    coalesce(compared.n_stronger, 0) = 0 as is_decisive

from as_of_day
left join compared
    on as_of_day.outcome_hash = compared.outcome_hash
