"""Files from strangers: what is taken, what is refused and in which words, and the copy that is safe to show.

Pure: no database, no settings. ``inspect`` is the whole of it; heavy parsers run in a cell of their own.
"""

from hezhong.engine.uploads.inspection import inspect, measure
from hezhong.engine.uploads.model import MOST_BYTES, MOST_FILES, BadUpload, Checked, Kind
from hezhong.engine.uploads.scanner import Scanner, ScannerDown

__all__ = ["MOST_BYTES", "MOST_FILES", "BadUpload", "Checked", "Kind", "Scanner", "ScannerDown", "inspect", "measure"]
