"""An officer leaves an office: the posts there end from a day, with what deputised for them."""

from datetime import date

from django.db.models import Q

from hezhong.directory import changes
from hezhong.directory.changes import Author
from hezhong.directory.models import Post
from hezhong.kernel.dates import spoken


def end_posts(officer: int, office: int, since: date, author: Author) -> int:
    """End the officer's posts in the office so that ``since`` is the first day without; return how many.

    A post that would only begin then never does, and ends on its own first day.
    """
    held = Post.objects.select_related("officer", "office").filter(officer_id=officer, office_id=office)
    still = list(held.filter(Q(until__isnull=True) | Q(until__gt=since)))
    deputies = list(Post.objects.filter(deputy_for__in=still, until__gt=since))
    for post in (*still, *deputies):
        post.until = max(since, post.since)
    Post.objects.bulk_update([*still, *deputies], ["until"])
    says = [f"{post.officer.name}在{post.office.name}的“{post.title}”到{spoken(since)}为止" for post in still]
    changes.note("岗位", says, author)
    return len(still)
