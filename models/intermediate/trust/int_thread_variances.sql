-- How much messages of accounts vary, and how much of it whole conversations do: an analysis of variance of residuals, of
-- messages within threads within accounts. What the scores' own errors add to the variance of a message is taken off: its
-- weight allows for them already. One row.
with

threads as (

    select
        messages.account_id,
        coalesce({{ conversation_key('messages') }}, messages.interaction_key) as thread_id,
        cast(count(*) as double) as n,
        cast(sum(messages.residual) as double) as total,
        cast(sum(cast(messages.residual * messages.residual as decimal(18, 12))) as double) as squares,
        -- se², since w = v / (v + se²)
        sum(cast(
            {{ detection_constant('score_weight_variance') }} * (1 / nullif(cast(messages.weight as double), 0) - 1)
            as decimal(18, 9)
        )) as squared_errors

    from {{ ref('int_interactions__residual') }} as messages
    cross join {{ ref('int_as_of') }} as as_of
    where
        messages.account_id is not null
        and messages.residual is not null
        and messages.date_day > {{ dbt.dateadd('day', -var('cohort_baseline_days'), 'as_of.as_of') }}
    group by messages.account_id, coalesce({{ conversation_key('messages') }}, messages.interaction_key)

),

accounts as (

    select
        threads.account_id,
        sum(threads.n) as n,
        sum(cast(threads.squares as decimal(18, 9))) as squares,
        sum(threads.squared_errors) as squared_errors,
        sum(cast(threads.total as decimal(18, 9))) as total,
        sum(cast(threads.total * threads.total / nullif(threads.n, 0) as decimal(18, 9))) as squares_of_threads,
        sum(threads.n * threads.n) as n_squares,
        count(*) as n_threads

    from threads
    group by threads.account_id

),

-- threads within accounts, messages within threads: an analysis of variance
sums as (

    select
        count(*) as n_accounts,
        sum(accounts.n_threads) as n_threads,
        sum(accounts.n) as n,
        sum(accounts.n_squares) as n_squares,
        cast(sum(cast(accounts.n_squares / nullif(accounts.n, 0) as decimal(18, 9))) as double) as n_weighted,
        cast(sum(accounts.squares) as double) as squares,
        cast(sum(accounts.squared_errors) as double) as squared_errors,
        cast(sum(accounts.squares_of_threads) as double) as squares_of_threads,
        cast(
            sum(cast(cast(accounts.total as double) * cast(accounts.total as double) / nullif(accounts.n, 0) as decimal(18, 9)))
            as double
        ) as squares_of_accounts

    from accounts

)

select
    n_squares / nullif(n, 0) as thread_size,
    case
        when n > n_accounts
            then greatest(0, (squares - squares_of_accounts) / nullif(n - n_accounts, 0) - squared_errors / nullif(n, 0))
    end as message_variance,
    (squares - squares_of_threads) / nullif(n - n_threads, 0) as within_threads,
    (squares_of_threads - squares_of_accounts) / nullif(n_threads - n_accounts, 0) as between_threads,
    (n - n_weighted) / nullif(n_threads - n_accounts, 0) as usual_size

from sums
