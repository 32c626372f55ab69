-- What the contract was, as known on the day. A row that says no more than what holds now tells nothing of the time before
-- it was loaded: a renewal date of today, held for last year's, would tell who is still there to renew.
with

loads as (

    select source, min(loaded_at) as first_loaded_at
    from {{ ref('int_accounts__known') }}
    group by source

),

known as (

    select
        accounts.account_id,
        ranked.strength,
        accounts.segment,
        accounts.started_on,
        accounts.renewal_on,
        accounts.arr,
        accounts.stated_from,
        accounts.loaded_at,
        case
            when accounts.valid_from is null then coalesce(cast(accounts.loaded_at as date), as_of.as_of)
            when accounts.loaded_at is null then cast(accounts.valid_from as date)
            when accounts.loaded_at < {{ end_of_first_load('loads.first_loaded_at') }}
                then cast(accounts.valid_from as date)
            else cast(greatest(accounts.valid_from, accounts.loaded_at) as date)
        end as known_on

    from {{ ref('int_accounts__known') }} as accounts
    cross join {{ ref('int_as_of') }} as as_of
    inner join {{ ref('int_account_sources__ranked') }} as ranked
        on accounts.source = ranked.source
    inner join loads
        on accounts.source = loads.source

),

newest as (

    select
        weeks.account_id,
        weeks.snapshot_on,
        known.strength,
        known.segment,
        known.started_on,
        known.renewal_on,
        known.arr

    from {{ ref('int_account_weeks') }} as weeks
    inner join known
        on
            weeks.account_id = known.account_id
            and weeks.snapshot_on >= known.known_on
            and weeks.snapshot_on >= cast(known.stated_from as date)
    qualify row_number() over (
        partition by weeks.account_id, weeks.snapshot_on, known.strength
        order by
            known.stated_from desc nulls last,
            known.loaded_at desc nulls last,
            {{ row_hash(['known.segment', 'known.started_on', 'known.renewal_on', 'known.arr']) }}
    ) = 1

),

strongest as (

    select
        *,
        min(case when segment is not null then strength end)
            over (partition by account_id, snapshot_on) as segment_strength,
        min(case when started_on is not null then strength end)
            over (partition by account_id, snapshot_on) as started_on_strength,
        min(case when renewal_on is not null then strength end)
            over (partition by account_id, snapshot_on) as renewal_on_strength,
        min(case when arr is not null then strength end)
            over (partition by account_id, snapshot_on) as arr_strength

    from newest

)

select
    strongest.account_id,
    strongest.snapshot_on,
    max(case when strongest.strength = strongest.segment_strength then strongest.segment end) as segment,
    max(case when strongest.strength = strongest.started_on_strength then strongest.started_on end) as started_on,
    max(case when strongest.strength = strongest.renewal_on_strength then strongest.renewal_on end) as renewal_on,
    max(case when strongest.strength = strongest.arr_strength then strongest.arr end) as arr

from strongest
group by strongest.account_id, strongest.snapshot_on
