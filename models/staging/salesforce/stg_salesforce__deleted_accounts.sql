-- Accounts that are in Salesforce no more: deleted, merged into another one or, with history, without a version that holds.
with

source as (

    {{ source_table('salesforce', 'account') }}

),

latest as (

    select * from source
    qualify row_number() over (
        partition by id
        order by
            _fivetran_start desc nulls last,
            _fivetran_synced desc nulls last,
            last_modified_date desc nulls last,
            name asc
    ) = 1

)

select
    id as account_id,
    master_record_id as merged_into_id

from latest
where coalesce(is_deleted, false) or coalesce(_fivetran_deleted, false) or not coalesce(_fivetran_active, true)
