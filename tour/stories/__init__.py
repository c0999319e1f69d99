"""Every story, in the order in which they are told."""

from types import ModuleType

from tour.stories import claims, colleagues, penalty, report, wages, warning, window

ALL: dict[str, ModuleType] = {
    "wages": wages,
    "report": report,
    "colleagues": colleagues,
    "window": window,
    "claims": claims,
    "warning": warning,
    "penalty": penalty,  # last: it puts the clock forward by most of a year
}
