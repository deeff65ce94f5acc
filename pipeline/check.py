"""Check: the gates between a night and its publication. A gate is a query whose rows are the evidence."""

from psycopg2.extensions import connection

from pipeline.run import Run
from warehouse import store
from warehouse.check import CheckResult, keep, run_checks
from warehouse.verify import verify

# A claim takes some milliseconds: its page is read from the archive, not made anew (tests/test_verify.py). On Sundays
# everything is proved, and read anew.
SAMPLE_CLAIMS = 500
SUNDAY = 6
EVIDENCE_ROWS = 20
ADVICE = "python -m warehouse.verify names each difference; a file of the archive was changed, or the extractor was"


class GateClosed(Exception):
    """A gate blocks publication: yesterday's view stays. The message names each gate with its first evidence."""


def check(run: Run) -> dict[str, int]:
    """Run all gates, and prove a sample of claims from the archive. Raises GateClosed if one blocks."""
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        proof = CheckResult("claims_proven_from_archive", True, *_unproven(run, connection, run_no), ADVICE)
        keep(connection, run_no, proof)
        results = [proof, *run_checks(connection, run_no, run.day)]
    closed = [result for result in results if result.is_red]
    if closed:
        raise GateClosed("; ".join(f"{gate.name}: {gate.offending_count}, first {gate.evidence[0]}" for gate in closed))
    return {result.name: result.offending_count for result in results}


def _unproven(run: Run, connection: connection, run_no: int) -> tuple[int, list[dict[str, str]]]:
    sample = None if run.day.weekday() == SUNDAY else SAMPLE_CLAIMS
    differences = verify(connection, run.archive, run.web, sample=sample, run_no=run_no).differences
    return len(differences), [{"difference": str(one)} for one in differences[:EVIDENCE_ROWS]]
