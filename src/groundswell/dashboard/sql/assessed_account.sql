-- The assessment of one account.
select assessments.*
from mart_risk_assessments as assessments
where assessments.account_id = $account_id
