-- What may be behind the risk of some accounts, each with its evidence; and how severe it is taken together.
select
    causes.account_id,
    causes.kind,
    causes.cause,
    causes.evidence,
    assessments.severity
from mart_risk_causes as causes
inner join mart_risk_assessments as assessments
    on causes.account_id = assessments.account_id
where causes.account_id in (select unnest($account_ids)) and causes.cause_rank <= $most
order by causes.account_id, causes.cause_rank
