-- In which segment, and with which product, each account was from which day until before which. To be joined by the type of entity too: DuckDB is ten
-- times slower where that condition is a literal on the left side of an outer join.
{{ config(materialized='view') }}

select
    'account' as entity_type,
    account_id as entity_id,
    segment,
    product,
    cast(valid_from as date) as first_day,
    coalesce(cast(valid_to as date), cast('9999-12-31' as date)) as end_day

from {{ ref('int_accounts__versions') }}
