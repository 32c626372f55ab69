{# Fails on what is no number above zero: NULL, zero, less, NaN and infinity. *most* is the greatest that makes sense. #}
{% test positive_number(model, column_name, most=1000000) %}

select {{ column_name }}
from {{ model }}
-- NaN is greater than any number
where {{ column_name }} is null or {{ column_name }} <= 0 or {{ column_name }} > {{ most }}

{% endtest %}
