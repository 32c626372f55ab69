-- Which records are outcomes, by seed `outcome_rules`, of which account, and when each came to be known.
with

ruled as (

    select
        records.*,
        rules.rule,
        rules.precedence,
        coalesce(rules.outcome, records.status) as outcome

    from {{ ref('int_outcomes__unioned') }} as records
    inner join {{ ref('outcome_rules') }} as rules
        on
            records.source = rules.source
            and records.object = rules.object
            and (records.record_type = rules.record_type or rules.record_type is null)
            and (records.status = rules.status or rules.status is null)
            and (records.is_won = rules.is_won or rules.is_won is null)
    where rules.outcome is not null or rules.object = 'account'

),

first_loads as (

    select source, min(loaded_at) as first_loaded_at
    from ruled
    group by source

),

known as (

    select
        accounts.account_id,
        ruled.outcome,
        ruled.decided_on,
        ruled.source,
        ruled.rule,
        ruled.precedence,
        ruled.record_id,
        -- History that a first load brings was known when it happened, as far as anybody can tell.
        case
            when
                ruled.loaded_at >= {{ end_of_first_load('first_loads.first_loaded_at') }}
                and cast(ruled.loaded_at as date) > ruled.decided_on
                then ruled.loaded_at
            else cast(ruled.decided_on as {{ dbt.type_timestamp() }})
        end as known_at

    from ruled
    inner join first_loads
        on ruled.source = first_loads.source
    left join {{ ref('int_record_accounts') }} as accounts
        on
            ruled.source = accounts.source
            and ruled.account_key = accounts.account_key

)

select
    *,
    {{ row_hash(['rule', 'record_id', 'decided_on', 'outcome']) }} as outcome_hash

from known
