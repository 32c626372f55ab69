-- A key may be somebody's address: what the mart shows of it is a hash and a domain.
select key_hash
from {{ ref('mart_unmapped_keys') }}
where
    key_domain like '%@%'
    or key_hash like '%@%'
