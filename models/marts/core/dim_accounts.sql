with

versions as (

    select * from {{ ref('int_accounts__versions') }}

),

messages as (

    select
        account_id,
        min(known_on) as first_message_on,
        max(known_on) as last_message_on,
        count(*) as n_messages

    from {{ ref('int_interactions__scored') }}
    where account_id is not null and is_customer_sentiment
    group by account_id

),

first_versions as (

    select account_id, count(*) as n_versions
    from versions
    group by account_id

)

select
    versions.account_id,
    coalesce(versions.account_name, versions.account_id) as account_name,
    versions.parent_id,
    coalesce(roots.root_account_id, versions.account_id) as root_account_id,
    versions.merged_into_id,
    versions.segment,
    versions.tier,
    versions.region,
    versions.product,
    versions.lifecycle_stage,
    versions.csm_owner,
    versions.arr,
    versions.arr_band,
    versions.started_on,
    versions.renewal_on,
    versions.churned_on,
    versions.outcome,
    versions.outcome_on,
    messages.first_message_on,
    messages.last_message_on,
    coalesce(messages.n_messages, 0) as n_messages,
    first_versions.n_versions,
    (versions.churned_on is null or versions.churned_on > as_of.as_of)
    and (versions.merged_on is null or versions.merged_on > as_of.as_of) as is_active

from versions
cross join {{ ref('int_as_of') }} as as_of
inner join first_versions
    on versions.account_id = first_versions.account_id
left join {{ ref('int_account_roots') }} as roots
    on versions.account_id = roots.account_id
left join messages
    on versions.account_id = messages.account_id
where versions.is_current
