"""Runs one gate: the expectations of `expectations/<gate>.json` against the tables that they name."""

from __future__ import annotations

import logging
import os
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from groundswell import warehouse

RESULTS_SCHEMA = pa.schema(
    [
        ("gate", pa.string()),
        ("checked_at", pa.timestamp("us")),
        ("table_name", pa.string()),
        ("expectation", pa.string()),
        ("column_name", pa.string()),
        ("severity", pa.string()),
        ("success", pa.bool_()),
        ("n_checked", pa.int64()),
        ("n_unexpected", pa.int64()),
        ("why", pa.string()),
    ]
)


class GateFailedError(RuntimeError):
    """A critical expectation of a gate failed; nothing downstream of the gate is built."""


def run_gate(session: object, gate: str, tables: dict[str, object], results_table: str, suites: str) -> pa.Table:
    """Run a gate's suite, store its results, and raise if a critical expectation failed.

    The results are committed before anything is raised, so that a failed gate can be read about in `results_table`.
    Neither results nor messages hold values of the data: a value may be what a customer wrote.

    Args:
        session: What dbt hands to a Python model.
        gate: Name of the gate; its suite is `<suites>/<gate>.json`.
        tables: Relation by the name that the suite's expectations use in `meta.table`.
        results_table: Name of the table to which the results are appended.
        suites: Folder of the suites.

    Returns:
        One row per expectation, as RESULTS_SCHEMA.

    Raises:
        GateFailedError: A critical expectation failed.
        FileNotFoundError: The gate has no suite.
    """
    suite = _load_suite(Path(suites) / f"{gate}.json")
    checked_at = datetime.now(UTC).replace(tzinfo=None)
    results = []
    for name, expectations in _by_table(suite, gate, tables).items():
        results += _check_table(gate, name, tables[name], expectations, checked_at)
    table = pa.Table.from_pylist(results, schema=RESULTS_SCHEMA)
    warehouse.append(session, results_table, table)
    failed = [r for r in results if not r["success"] and r["severity"] == "critical"]
    if failed:
        raise GateFailedError(_message(gate, failed, results_table))
    return table


def _load_suite(path: Path):
    # Before the import: a build sends nothing to anybody.
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import json

    import great_expectations.expectations as gxe
    from great_expectations.core import ExpectationSuite

    if not path.is_file():
        raise FileNotFoundError(f"No suite {path}: a gate reads its expectations from there.")
    written = json.loads(path.read_text(encoding="utf-8"))
    expectations = []
    for number, entry in enumerate(written["expectations"], start=1):
        class_name = "".join(part.title() for part in entry["type"].split("_"))
        kind = getattr(gxe, class_name, None)
        if kind is None:
            raise ValueError(f"{path}, expectation {number}: unknown type {entry['type']!r}")
        expectations.append(kind(**entry["kwargs"], meta=entry["meta"], severity=entry.get("severity", "critical")))
    return ExpectationSuite(name=written["name"], expectations=expectations)


def _by_table(suite, gate: str, tables: dict[str, object]) -> dict[str, list]:
    grouped = defaultdict(list)
    for expectation in suite.expectations:
        name = expectation.meta.get("table")
        if name not in tables:
            raise ValueError(f"Gate {gate}: an expectation names table {name!r}; the gate reads {', '.join(tables)}.")
        grouped[name].append(expectation)
    return grouped


def _check_table(gate: str, name: str, relation: object, expectations: list, checked_at: datetime) -> list[dict]:
    import great_expectations as gx
    from great_expectations.core import ExpectationSuite
    from great_expectations.data_context.types.base import ProgressBarsConfig

    logging.getLogger("great_expectations").setLevel(logging.WARNING)

    columns = sorted({c for e in expectations for c in _columns(e)})
    frame = warehouse.pandas_frame(relation, columns)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    batch = (
        context.data_sources.add_pandas("marts")
        .add_dataframe_asset(name)
        .add_batch_definition_whole_dataframe("all")
        .get_batch({"dataframe": frame})
    )
    # Validation gives results in an order of its own; one expectation at a time keeps the suite's.
    outcome = [batch.validate(ExpectationSuite(name=name, expectations=[e])).results[0] for e in expectations]
    return [_row(gate, name, e, result, checked_at) for e, result in zip(expectations, outcome, strict=True)]


def _columns(expectation) -> list[str]:
    column = getattr(expectation, "column", None)
    pair = [getattr(expectation, side, None) for side in ("column_A", "column_B")]
    several = getattr(expectation, "column_list", None) or []
    condition = expectation.meta.get("columns", [])
    return [c for c in [column, *pair, *several, *condition] if c]


def _row(gate: str, table: str, expectation, result, checked_at: datetime) -> dict:
    problem = result.exception_info.get("exception_message") if result.exception_info else None
    return {
        "gate": gate,
        "checked_at": checked_at,
        "table_name": table,
        "expectation": result.expectation_config.type,
        "column_name": ", ".join(_columns(expectation)) or None,
        "severity": str(result.expectation_config.severity.value),
        "success": bool(result.success),
        "n_checked": result.result.get("element_count"),
        "n_unexpected": result.result.get("unexpected_count"),
        "why": expectation.meta.get("why", "") + (" (could not be evaluated)" if problem else ""),
    }


def _message(gate: str, failed: list[dict], results_table: str) -> str:
    lines = [
        f"  {r['table_name']}{'.' + r['column_name'] if r['column_name'] else ''}: {r['expectation']}"
        + (f", {r['n_unexpected']} of {r['n_checked']} rows" if r["n_unexpected"] else "")
        + f". {r['why']}"
        for r in failed
    ]
    return (
        f"Gate {gate}: {len(failed)} critical check(s) failed; what depends on it is not built and nothing is "
        f"published.\n" + "\n".join(lines) + f"\nAll results: {results_table}, gate = '{gate}', newest checked_at."
    )
