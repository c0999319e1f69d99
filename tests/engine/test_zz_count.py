import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hezhong.domains.complaints.facts import Acceptance, Ground, HandOver, Refusal
from hezhong.engine import loading, store
from hezhong.engine.answers import Prose
from hezhong.engine.case_type import Assignment, Correction, Service, SignOff, Recusal
from hezhong.engine.dossier import Destination, Opinion
from hezhong.engine.models import Paper
from hezhong.kernel.places import GUANGDONG
from tests import province
pytestmark = pytest.mark.django_db
TWO = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）")

def test_count() -> None:
    here = province.build(); at = province.at("2026-11-03")
    me, head = here.asker("boan.inspector"), here.asker("boan.head")
    out = {}
    def count(label, doing):
        with CaptureQueriesContext(connection) as q:
            r = doing()
        out[label] = len([x for x in q.captured_queries if "SAVEPOINT" not in x["sql"]])
        return r
    f = count("file", lambda: province.file()); c = f.case_id
    g = province.file(name="王小明", number="440306199105100049", phone="19900005522").case_id
    h = province.file(name="李大勇", number="440306198808080019", phone="19900005523").case_id
    k = store.Submission
    count("take", lambda: store.act(c, "take", None, me, at, k("a")))
    count("accept", lambda: store.act(c, "accept", TWO, me, at, k("b")))
    d = Paper.objects.filter(case=c, document="registration_form").first() or Paper.objects.filter(case=c, stage="draft").first()
    if d: count("sign_off", lambda: store.act(c, "sign_off", SignOff(str(d.id), d.document), me, at, k("c")))
    province.work("2026-11-03")
    p = Paper.objects.filter(case=c, stage="sealed").first()
    if p: count("serve", lambda: store.act(c, "serve", Service(p.document, p.role, "直接送达", "本人签收", p.party), me, at, k("d")))
    count("correct", lambda: store.act(c, "correct", Correction(len(loading.look(c).dossier.events), "错"), head, at, k("e")))
    count("assign", lambda: store.assign(g, here.officers["boan.inspector"].token, head, at, k("f")))
    count("refuse", lambda: store.act(g, "refuse", Refusal(ground=Ground.FOR_DISPUTE, reason=Prose("劳动争议")), me, at, k("g")))
    count("sign", lambda: store.sign(g, "refuse", Opinion(True, "同意"), head, at, k("h")))
    store.act(h, "take", None, me, at)
    count("recuse", lambda: store.act(h, "recuse_officer", Recusal(str(here.officers["boan.clerk"].token), "近亲属"), head, at, k("j")))
    to = Destination(here.offices["nanshan"].pk, GUANGDONG / "440300" / "440305")
    count("hand_over", lambda: store.act(h, "hand_over", HandOver(office=to, reason=Prose("用工地在那边")), me, at, k("i")))
    print("COUNTS", out)
