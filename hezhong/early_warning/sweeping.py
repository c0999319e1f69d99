"""Where rules are asked: those of sites in some cities at a time, those of employers everywhere; both at once where all fits.

A city whose files cannot be read is named and left out; it holds up no other. A rule that can be asked nowhere is named too.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from hezhong.early_warning.detection import Compiled, Detection, detect, said
from hezhong.early_warning.editions import Standing
from hezhong.early_warning.vocabulary import Subject
from hezhong.ledger import refreshing
from hezhong.ledger.side_by_side import Source
from hezhong.ledger.standing_months import NotMade

log = logging.getLogger(__name__)
Open = Callable[[Sequence[int]], AbstractContextManager[Source]]
"""Opens the tables of cities, by their codes, to be asked together."""
Groups = Iterable[Sequence[int]]
UNREADABLE = (*refreshing.UNREADABLE, NotMade)


@dataclass(frozen=True)
class Sweep:
    """The rules of sites and those of employers as queries, and how the tables of cities are opened for them."""

    opened: Open
    sites: Sequence[Compiled]
    employers: Sequence[Compiled]

    @classmethod
    def of(cls, opened: Open, queries: Iterable[Compiled], standing: Mapping[str, Standing]) -> "Sweep":
        """Return the sweep of the rules that stand, each by whom it is about."""
        about: dict[Subject, list[Compiled]] = {subject: [] for subject in Subject}
        for each in queries:
            about[standing[each.rule].rule.family.subject].append(each)
        return cls(opened, about[Subject.SITE], about[Subject.EMPLOYER])

    def over(self, groups: Groups, everywhere: Iterable[int], broken: Mapping[int, str]) -> Detection:
        """Return what is found. groups: the cities whose sites are asked. broken: city -> why it cannot be read, known before."""
        found = Detection(broken=dict(broken))
        found.troubles |= {each.rule: each.trouble for each in (*self.sites, *self.employers) if each.trouble}
        left = [those for group in groups if (those := _without(group, broken))]
        if [sorted(group) for group in left] == [sorted(_without(everywhere, broken))]:
            once = self._asked(left[0], [*self.sites, *self.employers])
            if not once.troubles:
                found.add(once)
                return found
        for group in left:
            self._of_sites(group, found)
        self._of_employers(_without(everywhere, found.broken), found)
        return found

    def _of_sites(self, cities: Sequence[int], found: Detection) -> None:
        together = self._asked(cities, self.sites)
        found.add(together.sure())
        alone = self._alone(cities, self.sites, together)
        _blame(alone, found)
        for city, each in alone.items():
            if city not in found.broken:
                found.add(each.sure())

    def _of_employers(self, cities: Sequence[int], found: Detection) -> None:
        together = self._asked(cities, self.employers)
        found.add(together.sure())
        # What one city alone shows of an employer is not what is asked: it only tells which of them is broken.
        _blame(self._alone(cities, self.employers, together), found)
        again = [each for each in self.employers if each.rule in together.troubles and each.rule not in found.troubles]
        found.add(self._asked(_without(cities, found.broken), again))

    def _alone(self, cities: Sequence[int], queries: Iterable[Compiled], together: Detection) -> Mapping[int, Detection]:
        """Return city -> what the rules find there that could not be asked of all of them."""
        again = [each for each in queries if each.rule in together.troubles]
        if not again:
            return {}
        return {city: self._asked([city], again) for city in cities} if len(cities) > 1 else {cities[0]: Detection(troubles=together.troubles)}

    def _asked(self, cities: Sequence[int], queries: Iterable[Compiled]) -> Detection:
        """Return what the rules find; where the cities cannot be opened, every rule is in trouble."""
        found, own = Detection(), [each for each in queries if not each.trouble]
        if not own or not cities:
            return found
        try:
            with self.opened(cities) as source, source.asked(each.sql for each in own) as answer:
                detect(own, answer, found)
        except UNREADABLE as trouble:
            log.exception("cities %s could not be opened", cities)
            return Detection(troubles=dict.fromkeys((each.rule for each in own), said(trouble)))
        return found


def _blame(alone: Mapping[int, Detection], found: Detection) -> None:
    """Name the rules that fail in every city that was asked alone, and the cities in which others fail."""
    nowhere = set.intersection(*(set(each.troubles) for each in alone.values())) if alone else set()
    if len(alone) == 1 and len(nowhere) > 1:
        nowhere = set()  # one city was asked and nothing can be read there
    for city, each in alone.items():
        found.troubles |= {rule: why for rule, why in each.troubles.items() if rule in nowhere}
        if own := sorted(each.troubles.keys() - nowhere):
            found.broken[city] = each.troubles[own[0]]


def _without(cities: Iterable[int], broken: Collection[int]) -> list[int]:
    return [city for city in cities if city not in broken]
