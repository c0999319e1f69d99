"""Which cities are asked together: a query costs the same again for each, and memory is bounded."""

from collections.abc import Mapping


def grouped(sizes: Mapping[int, int], most: int) -> list[list[int]]:
    """Return cities in groups of at most so many workers, or one city that has more, the largest first. sizes: city -> workers."""
    groups: list[list[int]] = []
    rooms: list[int] = []
    for city in sorted(sizes, key=lambda city: (-sizes[city], city)):
        place = next((number for number, room in enumerate(rooms) if room >= sizes[city]), len(groups))
        if place == len(groups):
            groups.append([])
            rooms.append(most)
        groups[place].append(city)
        rooms[place] -= sizes[city]
    return groups
