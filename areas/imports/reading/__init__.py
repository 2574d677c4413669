"""Reading the files that people and agencies send: bytes in, rows and faults out. Writes nothing."""

from areas.imports.reading.rows import AreaRow, Fault, FoundAreas, UnreadableFile
from areas.imports.reading.spatial import read_areas

__all__ = ["AreaRow", "Fault", "FoundAreas", "UnreadableFile", "read_areas"]
