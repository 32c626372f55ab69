-- Type-2 history: what was true of an account, from when until when. A change today does not rewrite last month.
with

delivered as (

    select
        accounts.*,
        coalesce(
            accounts.valid_from,
            cast(accounts.started_on as {{ dbt.type_timestamp() }}),
            accounts.loaded_at,
            cast('1990-01-01' as {{ dbt.type_timestamp() }})
        ) as stated_from

    from {{ ref('int_accounts__checked') }} as accounts
    where accounts.quarantine_reason is null

),

known as (

    select delivered.*
    from delivered
    cross join {{ ref('int_as_of') }} as as_of
    where cast(coalesce(delivered.loaded_at, delivered.stated_from) as date) <= as_of.as_of

),

-- Without an `accounts` table every key is an account of its own.
keys_as_accounts as (

    select distinct interactions.account_key as account_id
    from {{ ref('int_interactions__deduplicated') }} as interactions
    where
        interactions.account_key is not null
        and not exists (select 1 as found from {{ ref('int_accounts__checked') }})

),

ranked as (

    select
        *,
        row_number() over (
            partition by account_id, stated_from
            order by
                loaded_at desc nulls last,
                {{ row_hash([
                    'account_name', 'parent_id', 'segment', 'tier', 'region', 'product', 'lifecycle_stage',
                    'csm_owner', 'arr', 'started_on', 'renewal_on', 'churned_on', 'outcome', 'outcome_on', 'domains',
                    'external_ids',
                ]) }} desc nulls last
        ) as delivery_rank

    from known

),

versions as (

    select
        account_id,
        account_name,
        parent_id,
        segment,
        tier,
        region,
        product,
        lifecycle_stage,
        csm_owner,
        arr,
        started_on,
        renewal_on,
        churned_on,
        outcome,
        outcome_on,
        domains,
        external_ids,
        stated_from

    from ranked
    where delivery_rank = 1

    union all

    select
        account_id,
        account_id as account_name,
        cast(null as {{ dbt.type_string() }}) as parent_id,
        cast(null as {{ dbt.type_string() }}) as segment,
        cast(null as {{ dbt.type_string() }}) as tier,
        cast(null as {{ dbt.type_string() }}) as region,
        cast(null as {{ dbt.type_string() }}) as product,
        cast(null as {{ dbt.type_string() }}) as lifecycle_stage,
        cast(null as {{ dbt.type_string() }}) as csm_owner,
        cast(null as decimal(18, 2)) as arr,
        cast(null as date) as started_on,
        cast(null as date) as renewal_on,
        cast(null as date) as churned_on,
        cast(null as {{ dbt.type_string() }}) as outcome,
        cast(null as date) as outcome_on,
        cast(null as {{ dbt.type_string() }}) as domains,
        cast(null as {{ dbt.type_string() }}) as external_ids,
        cast('1990-01-01' as {{ dbt.type_timestamp() }}) as stated_from

    from keys_as_accounts

),

numbered as (

    select
        *,
        row_number() over (partition by account_id order by stated_from) as version_number,
        lead(stated_from) over (partition by account_id order by stated_from) as valid_to

    from versions

)

select
    numbered.account_id,
    numbered.account_name,
    numbered.parent_id,
    numbered.segment,
    numbered.tier,
    numbered.region,
    numbered.product,
    numbered.lifecycle_stage,
    numbered.csm_owner,
    numbered.arr,
    bands.arr_band,
    numbered.started_on,
    numbered.renewal_on,
    numbered.churned_on,
    numbered.outcome,
    numbered.outcome_on,
    numbered.domains,
    numbered.external_ids,
    -- The first known version is taken to hold for all time before it; nothing earlier is known.
    case
        when numbered.version_number = 1 then cast('1900-01-01' as {{ dbt.type_timestamp() }})
        else numbered.stated_from
    end as valid_from,
    numbered.valid_to,
    numbered.version_number = 1 as is_backdated,
    numbered.valid_to is null as is_current

from numbered
left join {{ ref('int_arr_bands') }} as bands
    on
        numbered.arr >= bands.minimum_arr
        and (numbered.arr < bands.next_minimum_arr or bands.next_minimum_arr is null)
