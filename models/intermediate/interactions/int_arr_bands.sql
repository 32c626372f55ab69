select
    arr_band,
    minimum_arr,
    lead(minimum_arr) over (order by minimum_arr) as next_minimum_arr

from {{ ref('arr_bands') }}
