"""What the ledger does in the background."""

from madang.site.core import jobs
from madang.site.ledger.actions.merge_candidates import find_candidates
from madang.site.ledger.queries.merging import JOB


@jobs.handler(JOB)
def run_candidates(_job: jobs.RunningJob) -> None:
    """Make the list of organisations that may be one anew."""
    find_candidates()
