-- A table and not a view: the lines that a CSV reader refused are known only to the connection that read the file.
{{ config(materialized='table') }}

{{ landing_rejected_lines() }}
