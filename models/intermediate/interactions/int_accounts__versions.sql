-- Type-2 history: what was true of an account, from when until when. A change today does not rewrite last month.
with

numbered as (

    select
        *,
        row_number() over (partition by account_id order by stated_from) as version_number,
        lead(stated_from) over (partition by account_id order by stated_from) as valid_to

    from {{ ref('int_accounts__combined') }}

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
    -- What the CRM or billing says of the end counts where the account's own row is silent.
    case
        when numbered.valid_to is null then coalesce(numbered.churned_on, latest.churned_on)
        else numbered.churned_on
    end as churned_on,
    case
        when numbered.valid_to is null and numbered.outcome is null then latest.outcome
        else numbered.outcome
    end as outcome,
    case
        when numbered.valid_to is null and numbered.outcome is null then latest.outcome_on
        else numbered.outcome_on
    end as outcome_on,
    numbered.domains,
    numbered.external_ids,
    -- The first known version is taken to hold for all time before it; nothing earlier is known.
    case
        when numbered.version_number = 1 then cast('1900-01-01' as {{ dbt.type_timestamp() }})
        else numbered.stated_from
    end as valid_from,
    numbered.valid_to,
    numbered.stated_from,
    mergers.new_account_id as merged_into_id,
    mergers.merged_on,
    numbered.version_number = 1 as is_backdated,
    numbered.valid_to is null as is_current,
    numbered.is_owner_disputed

from numbered
left join {{ ref('int_arr_bands') }} as bands
    on
        numbered.arr >= bands.minimum_arr
        and (numbered.arr < bands.next_minimum_arr or bands.next_minimum_arr is null)
left join {{ ref('int_account_outcomes__latest') }} as latest
    on numbered.account_id = latest.account_id
left join {{ ref('int_account_merges') }} as mergers
    on numbered.account_id = mergers.old_account_id
