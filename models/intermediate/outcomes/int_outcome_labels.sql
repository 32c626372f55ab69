-- What became of an account within the horizon of a day of the grid, and from when that is known: the past to learn from. A
-- horizon that is not over has no label. A renewal is asked about only where one was due, as known on the day; one that was
-- signed before and told afterwards is made. Before any source told of a renewal, that none was told says nothing: who is
-- billed on renews without a word.
with

asked as (

    select
        weeks.account_id,
        weeks.snapshot_on,
        outcomes.outcome,
        {% set signed_from = dbt.dateadd('day', -var('outcome_window_days'), 'weeks.renewal_on') -%}
        cast(case
            when outcomes.outcome = 'renewed' and weeks.snapshot_on >= {{ signed_from }} then {{ signed_from }}
            else {{ dbt.dateadd('day', 1, 'weeks.snapshot_on') }}
        end as date) as from_on,
        cast(case
            when outcomes.outcome = 'renewed'
                then {{ dbt.dateadd('day', var('outcome_window_days'), 'weeks.renewal_on') }}
            else {{ dbt.dateadd('day', var('outcome_horizon_days'), 'weeks.snapshot_on') }}
        end as date) as over_on

    from {{ ref('int_account_weeks__measured') }} as weeks
    cross join {{ ref('outcome_priors') }} as outcomes
    where
        weeks.is_whole_week
        and mod({{ week_number('weeks.week_start_on') }}, {{ var('outcome_learning_weeks') }}) = 0
        and (
            outcomes.outcome <> 'renewed'
            or weeks.days_to_renewal between 1 and {{ var('outcome_horizon_days') }}
        )

),

came as (

    select
        asked.account_id,
        asked.snapshot_on,
        asked.outcome,
        asked.over_on,
        min(outcomes.outcome_on) as outcome_on,
        min(cast(outcomes.known_at as date)) as outcome_known_on

    from asked
    cross join {{ ref('int_as_of') }} as as_of
    left join {{ ref('int_account_outcomes') }} as outcomes
        on
            outcomes.is_decisive
            and asked.account_id = outcomes.account_id
            and asked.outcome = outcomes.outcome
            and asked.from_on <= outcomes.outcome_on
            and asked.over_on >= outcomes.outcome_on
    where asked.over_on <= as_of.as_of
    group by asked.account_id, asked.snapshot_on, asked.outcome, asked.over_on

),

told as (

    select min(came.outcome_on) as first_renewed_on
    from came
    where came.outcome = 'renewed'

)

select
    came.account_id,
    came.snapshot_on,
    came.outcome,
    came.outcome_on is not null as has_happened,
    came.outcome_on,
    case
        when came.outcome_known_on > came.over_on then came.outcome_known_on
        else came.over_on
    end as label_known_on

from came
cross join told
inner join {{ ref('int_accounts__versions') }} as accounts
    on
        came.account_id = accounts.account_id
        and accounts.is_current
where
    -- an account that was merged away within the horizon has no end of its own
    (accounts.merged_on is null or accounts.merged_on > came.over_on)
    and (came.outcome <> 'renewed' or came.over_on >= told.first_renewed_on)
