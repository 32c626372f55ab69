-- What makes leaving more or less likely for some accounts than for a typical one, the strongest first.
select
    account_id,
    feature_label,
    contribution
from fct_outcome_drivers
where outcome = 'churned' and feature <> 'intercept' and account_id in (select unnest($account_ids))
qualify row_number() over (partition by account_id order by abs(contribution) desc, feature) <= $most
order by account_id, abs(contribution) desc, feature_label
