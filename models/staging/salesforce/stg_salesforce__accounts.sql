-- Accounts in the columns of the landing contract. An account that was merged into another is deleted in Salesforce;
-- its id becomes one more external id of the account that it lives on in.
with

source as (

    {{ source_table('salesforce', 'account') }}

),

deleted as (

    select * from {{ ref('stg_salesforce__deleted_accounts') }}

),

merged as (

    select
        deleted.merged_into_id as account_id,
        {{ joined_texts("'salesforce:' || deleted.account_id", "'|'", 'deleted.account_id') }} as merged_ids

    from deleted
    where deleted.merged_into_id is not null
    group by deleted.merged_into_id

),

accounts as (

    select
        -- ids
        source.id as account_id,
        source.name as account_name,
        source.parent_id,

        -- text
        source.segment_c as segment,
        source.tier_c as tier,
        source.billing_country as region,
        source.product_c as product,
        source.lifecycle_stage_c as lifecycle_stage,
        coalesce(managers.user_name, owners.user_name, source.csm_c, source.owner_id) as csm_owner,

        -- numerics
        source.arr_c as arr,
        source.currency_iso_code as currency,

        -- dates
        source.customer_since_c as started_on,
        source.renewal_date_c as renewal_on,
        source.churned_on_c as churned_on,
        cast(null as {{ dbt.type_string() }}) as outcome,
        cast(null as date) as outcome_on,

        -- lists
        {{ website_domains('source.website') }} as domains,
        'salesforce:' || source.id || coalesce('|' || merged.merged_ids, '') as external_ids,

        -- timestamps
        source._fivetran_start as valid_from,
        source._fivetran_synced as loaded_at,

        -- how the row was read
        nullif(
            concat(
                case when source.failed_casts like '%arr_c %' then 'arr ' else '' end,
                case when source.failed_casts like '%customer_since_c %' then 'started_on ' else '' end,
                case when source.failed_casts like '%renewal_date_c %' then 'renewal_on ' else '' end,
                case when source.failed_casts like '%churned_on_c %' then 'churned_on ' else '' end
            ), ''
        ) as failed_casts,
        'salesforce.account' as landing_file,
        cast(null as {{ dbt.type_bigint() }}) as landing_row

    from source
    left join deleted
        on source.id = deleted.account_id
    left join merged
        on source.id = merged.account_id
    left join {{ ref('stg_salesforce__users') }} as owners
        on source.owner_id = owners.user_id
    left join {{ ref('stg_salesforce__users') }} as managers
        on source.csm_c = managers.user_id
    -- With history, a merged account has versions from before, which hold for that time.
    where
        (deleted.account_id is null or deleted.merged_into_id is not null)
        and not coalesce(source.is_deleted, false)
        and not coalesce(source._fivetran_deleted, false)

)

select * from accounts
