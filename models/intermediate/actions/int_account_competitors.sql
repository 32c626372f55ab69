-- Whom an account has lately named as something to go to.
with

named as (

    select distinct
        account_id,
        competitor

    from {{ ref('int_competitor_alternatives') }}

)

select
    account_id,
    {{ joined_texts('competitor', "', '", 'competitor') }} as competitors

from named
group by account_id
