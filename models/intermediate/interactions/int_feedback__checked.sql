select
    *,
    {{ contract_breaches('feedback') }} as quarantine_reason

from {{ ref('int_feedback__unioned') }}
