-- Changes of the yearly sum of an account as its strongest source tells it, in the currency in which it is told: a rate that
-- moved is no change.
with

told as (

    select
        dated.account_id,
        dated.arr_told,
        dated.arr_currency,
        dated.stated_from,
        dated.loaded_at,
        min(dated.loaded_at) over (partition by dated.source) as first_loaded_at,
        ranked.strength

    from {{ ref('int_accounts__dated') }} as dated
    inner join {{ ref('int_account_sources__ranked') }} as ranked
        on dated.source = ranked.source
    where dated.arr_told is not null
    qualify row_number() over (
        partition by dated.source, dated.account_id, dated.stated_from
        order by dated.loaded_at desc nulls last, dated.arr_told desc nulls last, dated.arr_currency asc
    ) = 1

),

strongest as (

    select *
    from told
    qualify strength = min(strength) over (partition by account_id)

),

changes as (

    select
        *,
        lag(arr_told) over (partition by account_id order by stated_from) as previous_arr,
        lag(arr_currency) over (partition by account_id order by stated_from) as previous_currency

    from strongest

)

select
    account_id,
    stated_from as changed_at,
    cast(stated_from as date) as changed_on,
    cast(
        (cast(arr_told as double) - cast(previous_arr as double)) / nullif(cast(previous_arr as double), 0)
        as decimal(18, 3)
    ) as change_share,
    -- a first load brings history, and its load time says nothing
    case
        when
            loaded_at is null
            or loaded_at < {{ end_of_first_load('first_loaded_at') }}
            then stated_from
        else greatest(stated_from, loaded_at)
    end as known_at

from changes
where
    arr_currency = previous_currency
    and previous_arr > 0
    and abs(arr_told - previous_arr) >= {{ var('price_change_share') }} * previous_arr
