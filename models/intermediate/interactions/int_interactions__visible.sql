-- The deliveries that were known by the as-of day: nothing that a build shows may rest on any other.
{{ config(materialized='view') }}

select known.*

from {{ ref('int_interactions__known') }} as known
cross join {{ ref('int_as_of') }} as as_of
where cast(known.known_at as date) <= as_of.as_of
