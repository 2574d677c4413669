from django.db.models import QuerySet

from areas.imports.models import ImportBatch
from areas.imports.states import POSTCODES
from areas.territory.queries import find_area, map_features


def batches() -> QuerySet[ImportBatch]:
    """Return the uploaded files, newest first, without their plans."""
    return ImportBatch.objects.defer("plan").select_related("uploaded_by")


def has_findings(batch: ImportBatch) -> bool:
    """Whether any row of a file could be read, right or wrong."""
    return any(number for part, number in batch.plan.get("counts", {}).items() if part != "wrong")


def changes_nothing(batch: ImportBatch) -> bool:
    """Whether all that a file tells stands in the portal already."""
    counts = batch.plan.get("counts", {})
    goes = counts.get("gone") and (batch.end_missing or batch.kind == POSTCODES)
    return not (
        goes or batch.plan.get("notes") or any(counts.get(key) for key in ("new", "changed", "figures"))
    )


def map_of_batch(batch: ImportBatch) -> dict:
    """Return a map of what a file of borders changes: the areas of today, with the changed and gone marked."""
    touched = {
        line["code"] for part in ("changed", "gone") for line in batch.plan.get(part, []) if line["code"]
    }
    slugs = {area.slug for code in touched if (area := find_area(code))}
    features = [
        {
            **feature,
            "properties": {**feature["properties"], "current": feature["properties"]["slug"] in slugs},
        }
        for feature in map_features()
    ]
    return {"type": "FeatureCollection", "features": features if slugs else []}
