-- Conservation: what a connector reads it hands on, or leaves out by a rule that it names.
select *
from {{ ref('int_connector_counts') }}
where
    raw_rows <> left_out + handed_on
    or (left_out > 0 and left_out_reason is null)
