"""Cases that belong together without one having opened the other (关联案件); each shows the other."""

from uuid import UUID

from hezhong.engine import loading
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Moment
from hezhong.engine.models import Case, Link
from hezhong.engine.rights import Asker, may
from hezhong.engine.rows import as_mapping
from hezhong.engine.vocabulary import Right

RELATED = "关联"


def tie(case_id: UUID, number: str, asker: Asker, at: Moment) -> None:
    """Tie a case the asker handles to the one of this number, which the asker may read. Raises Refused, NoSuchCase."""
    other_id = Case.objects.filter(number=number.strip()).values_list("id", flat=True).first()
    if other_id is None or not _may(Right.READ, other_id, asker, at):
        raise Refused(f"没有找到案号“{number.strip()}”，或者您不能查看它。请从那件案子的页面上复制案号")
    if other_id == case_id:
        raise Refused("这就是本案的案号，请填另一件案子的案号")
    if not _may(Right.EDIT, case_id, asker, at):
        raise Refused("只有本案的承办人可以关联案件")
    first, second = sorted((case_id, other_id))
    Link.objects.get_or_create(
        case_id=first, other_id=second, kind=RELATED, defaults={"by": asker.person, "at": at.recorded_at}
    )


def _may(right: Right, case_id: UUID, asker: Asker, at: Moment) -> bool:
    loaded = loading.look(case_id)
    return may(right, asker, as_mapping(loaded.row, loaded.lists), at.recorded_at.date())
