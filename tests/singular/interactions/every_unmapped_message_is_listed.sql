-- Conservation: mart_unmapped_keys holds every interaction that has a key and no account, and no other.
with

listed as (

    select coalesce(sum(n_interactions), 0) as n_interactions
    from {{ ref('mart_unmapped_keys') }}

),

unmapped as (

    select count(*) as n_interactions
    from {{ ref('int_interactions__scored') }}
    where account_id is null and (account_key is not null or unmapped_reason is not null)

)

select listed.n_interactions
from listed
cross join unmapped
where listed.n_interactions <> unmapped.n_interactions
