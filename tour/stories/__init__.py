"""Every story, in the order of the album."""

from types import ModuleType

from tour.stories import colleagues, penalty, report, wages, window

ALL: dict[str, ModuleType] = {
    "wages": wages,
    "penalty": penalty,
    "report": report,
    "colleagues": colleagues,
    "window": window,
}
