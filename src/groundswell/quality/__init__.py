"""Quality gates: Great Expectations suites that run inside `dbt build` and stop it where the data is not fit."""

from groundswell.quality.gates import GateFailedError, run_gate

__all__ = ["GateFailedError", "run_gate"]
