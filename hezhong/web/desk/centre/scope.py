"""Which region an officer looks at: the post's own and every region below it, and no other."""

from collections.abc import Mapping

from django.http import Http404

from hezhong.directory import regions
from hezhong.kernel.places import Place
from hezhong.web.asking import Officer


def own(who: Officer) -> Place:
    """Return the region of the post acted in; of a post without one, the whole province."""
    return who.post.place if who.post and who.post.place.path else regions.root()


def covers(who: Officer, code: str) -> bool:
    """Return whether a region is known and lies in that of the post."""
    try:
        return own(who).covers(regions.place(code))
    except KeyError:
        return False


def region_of(asked: Mapping[str, str], who: Officer) -> str:
    """Return the region looked at: the one asked for, if the post covers it, else the post's own. Raises Http404."""
    code = asked.get("place", own(who).path[-1])
    try:
        regions.place(code)
    except KeyError:
        raise Http404("没有这个地区") from None
    if not covers(who, code):
        raise Http404("这个地区不归您的岗位管")
    return code


def above(who: Officer, code: str) -> list[tuple[str, str]]:
    """Return (code, name) of the regions on the way down to this one, from the post's own."""
    way = who.post.place if who.post else Place()
    return [(each, regions.code_name(each)) for each in regions.place(code).path[max(len(way.path) - 1, 0) : -1]]
