from dataclasses import dataclass
from datetime import datetime

from areas.territory.models import AreaCode
from areas.territory.queries import root_area
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.states import OPEN
from wijkportaal.portal.opendata.datasets import DATASETS, Dataset
from wijkportaal.portal.opendata.models import DataFile, Openness
from wijkportaal.portal.opendata.states import LICENCES, Licence

MAKE_JOB = "opendata.make_files"


def openness() -> Openness:
    """Return how the gemeente gives its data; an unsaved row with what is usual before anyone chose."""
    return Openness.objects.filter(pk=1).first() or Openness(pk=1)


def licence() -> Licence:
    """Return the licence of all datasets."""
    return LICENCES[openness().licence]


@dataclass(frozen=True)
class Offer:
    """A dataset with its files of now; none before they were made."""

    dataset: Dataset
    files: list[DataFile]

    @property
    def as_of(self) -> datetime | None:
        return self.files[0].as_of if self.files else None

    @property
    def changed_at(self) -> datetime | None:
        return max((file.changed_at for file in self.files), default=None)

    @property
    def rows(self) -> int | None:
        return self.files[0].rows if self.files else None


def offers() -> list[Offer]:
    """Return every dataset with its files, by title; one query."""
    files: dict[str, list[DataFile]] = {}
    for file in DataFile.objects.order_by("format"):
        files.setdefault(file.dataset, []).append(file)
    found = [Offer(dataset, files.get(key, [])) for key, dataset in DATASETS.items()]
    return sorted(found, key=lambda offer: str(offer.dataset.title))


def file_named(dataset: str, form: str) -> DataFile | None:
    """Return the file of a dataset that is still given, in a format."""
    if dataset not in DATASETS or form not in DATASETS[dataset].formats:
        return None
    return DataFile.objects.filter(dataset=dataset, format=form).first()


def open_job() -> Job | None:
    """Return the work that makes the files, while it waits or runs."""
    return Job.objects.filter(kind=MAKE_JOB, state__in=OPEN).first()


def last_job() -> Job | None:
    """Return the last time that the files were made, or that it failed."""
    return Job.objects.filter(kind=MAKE_JOB).order_by("-requested_at", "-pk").first()


def gemeente_code() -> str:
    """Return the code of the gemeente (`GM0080`) by its newest code, or nothing before areas were read in."""
    root = root_area()
    code = AreaCode.objects.filter(area=root, code__istartswith="GM").order_by("-year").first()
    return code.code.upper() if code else ""
