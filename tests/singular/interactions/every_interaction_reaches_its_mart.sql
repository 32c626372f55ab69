-- Conservation: what was kept of each source is what fct_interactions shows of it.
with

shown as (

    select source, count(*) as shown
    from {{ ref('fct_interactions') }}
    group by source

)

select counts.source
from {{ ref('int_source_counts') }} as counts
left join shown
    on counts.source = shown.source
where counts.kept <> coalesce(shown.shown, 0)
