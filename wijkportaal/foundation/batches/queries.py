from wijkportaal.foundation.batches.models import Batch
from wijkportaal.foundation.transitions.queries import available


def offer_of(batch: Batch, person) -> dict:
    """Return what the page of an uploaded file shows: what it would change, and what this person may do with it."""
    steps = {step.transition.name for step in available(batch, person)}
    counts = batch.plan.get("counts", {})
    return {
        "plan": batch.plan,
        "can_apply": "apply" in steps,
        "can_discard": "discard" in steps,
        "changes_nothing": not (counts.get("new") or counts.get("changed")),
    }
