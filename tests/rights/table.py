"""The table of rights, written by hand from the security design; it imports nothing of the product.

One line an address and method. The letters stand for what each of these people gets, in this order:

anonymous, the party (tracker of this matter), a stranger (tracker of another matter),
inspector (assigned), colleague (same office, not assigned), elsewhere (inspector of another county),
clerk, head, superior (head of the city), province (head of the province), had_it (clerk of the office that had it),
administrator, auditor, dismissed (an officer whose account was closed), recused (a clerk of the office who must not).

Y shown or done   G done, led on to the next page   R refused with a reason (422)   N not there (404)
F not for you (403)   L led to the login   U sign in first (401)   S led to the tracker's door   X never by this method (405)
E led to the employer's door (who stands for an employer: employers.py)   C overtaken (409)   B not understood (400)   - led on without anything done (302)

{complaint} is accepted, came from another county, has a draft and a sealed paper; {case} is the inspection it opened, assigned,
with a file of the party;
{new} waits in the office for somebody to take it; {asked} has a refusal that waits for the head's signature. {report} is an anonymous report, assigned, with a file
{enclosure}; {aloft} is a report about the office itself, which the city handles. {proposal} is a figure of law that another
administrator proposed, {own} one that this administrator proposed. {handed} is a file for the ledger that the county's office handed in,
about {site}; {signed_payroll} is a payroll of that site that it handed in and the ledger took, with {signed_photo} of the signed sheet.
{wall} is the link of a wall of Bao'an that its head issued, {wall_secret} what stands in its address.
"""

from tests.rights.door_table import DOORS
from tests.rights.warning_table import WARNINGS

PEOPLE = (
    "anonymous", "party", "stranger", "inspector", "colleague", "elsewhere", "clerk", "head", "superior", "province",
    "had_it", "administrator", "auditor", "dismissed", "recused",
)  # fmt: skip

#                                                                            a p s  i c e  c h s  p h  a a  d r
#                                                                            n a t  n o l  l e u  r a  d u  i e
DESK = """
GET  desk/                                    /desk/                         L L L  Y Y Y  Y Y Y  Y Y  - Y  L Y
POST desk/post/                               /desk/post/                    L L L  G G G  G G G  G G  F F  L G
GET  desk/team/                               /desk/team/                    L L L  F F F  Y Y Y  Y Y  F F  L Y
POST desk/team/assign/                        /desk/team/assign/?case={new}&officer={second}  L L L  F F F  G G R  R R  F F  L R
GET  desk/team/hand-over/                      /desk/team/hand-over/          L L L  F F F  Y Y Y  Y Y  F F  L Y
POST desk/team/hand-over/                      /desk/team/hand-over/?officer=0  L L L  F F F  R R R  R R  F F  L R
GET  desk/phrases/                             /desk/phrases/                L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
POST desk/phrases/                             /desk/phrases/?text=同意      L L L  G G G  G G G  G G  F F  L G
POST desk/phrases/                             /desk/phrases/?text=同意&shared=yes  L L L  R R R  G G G  G G  F F  L G
GET  desk/phrases/pick/                        /desk/phrases/pick/           L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
POST desk/phrases/<int:phrase>/drop/           /desk/phrases/0/drop/         L L L  R R R  R R R  R R  F F  L R
GET  desk/command/                            /desk/command/                 L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/command/                            /desk/command/?place=440305    L L L  N N N  N N Y  Y Y  F F  L N
GET  desk/command/feed/                       /desk/command/feed/            L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/command/feed/                       /desk/command/feed/?place=440306  L L L  Y Y N  Y Y Y  Y N  F F  L Y
GET  desk/access/                             /desk/access/                  L L L  F F F  F F F  F F  F Y  L F
GET  desk/access/                             /desk/access/?since=nie        L L L  F F F  F F F  F F  F R  L F
GET  desk/ledger/                             /desk/ledger/                  L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/ledger/                             /desk/ledger/?template=payroll  L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/ledger/                             /desk/ledger/?template=nothing  L L L  N N N  N N N  N N  F F  L N
POST desk/ledger/                             /desk/ledger/                  L L L  R R R  R R R  R R  F F  L R
GET  desk/ledger/days/                        /desk/ledger/days/             L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/ledger/days/                        /desk/ledger/days/?site={site}  L L L  R R R  R R R  R R  F F  L R
POST desk/ledger/days/                        /desk/ledger/days/?site={site}  L L L  R R R  R R R  R R  F F  L R
GET  desk/ledger/<uuid:handed>/               /desk/ledger/{handed}/         L L L  Y Y N  Y Y N  N N  F F  L Y
GET  desk/ledger/<uuid:handed>/               /desk/ledger/{case}/           L L L  N N N  N N N  N N  F F  L N
POST desk/ledger/<uuid:handed>/               /desk/ledger/{handed}/?confirm=1  L L L  R R N  R R N  N N  F F  L R
GET  desk/ledger/<uuid:handed>/signed/        /desk/ledger/{handed}/signed/  L L L  N N N  N N N  N N  F F  L N
POST desk/ledger/<uuid:handed>/signed/        /desk/ledger/{handed}/signed/  L L L  N N N  N N N  N N  F F  L N
GET  desk/ledger/<uuid:handed>/signed/        /desk/ledger/{signed_payroll}/signed/  L L L  Y Y N  Y Y N  N N  F F  L Y
POST desk/ledger/<uuid:handed>/signed/        /desk/ledger/{signed_payroll}/signed/  L L L  R R N  R R N  N N  F F  L R
GET  desk/ledger/<uuid:handed>/signed/        /desk/ledger/{signed_payroll}/signed/?photo={signed_photo}  L L L  Y Y N  Y Y N  N N  F F  L Y
POST desk/ledger/<uuid:handed>/               /desk/ledger/{handed}/?drop=1  L L L  G G N  G G N  N N  F F  L G
GET  desk/command/                            /desk/command/?on=2024-01-01   L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/command/                            /desk/command/?on=2024-01-01&place=440305  L L L  N N N  N N Y  Y Y  F F  L N
GET  desk/command/warnings/                   /desk/command/warnings/        L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/command/warnings/                   /desk/command/warnings/?place=440306&which=wages_less  L L L  Y Y N  Y Y Y  Y N  F F  L Y
GET  desk/command/reports/                    /desk/command/reports/         L L L  F F F  Y Y Y  Y Y  F F  L Y
GET  desk/command/reports/                    /desk/command/reports/?place=440305  L L L  F F F  N N Y  Y Y  F F  L N
GET  desk/command/walls/                      /desk/command/walls/           L L L  F F F  F Y Y  Y F  F F  L F
POST desk/command/walls/                      /desk/command/walls/?label=大厅&region=440306&until=2026-11-30  L L L  F F F  F Y Y  Y F  F F  L F
POST desk/command/walls/                      /desk/command/walls/?label=大厅&region=440306&until=2027-11-30  L L L  F F F  F R R  R F  F F  L F
POST desk/command/walls/<int:id>/end/         /desk/command/walls/{wall}/end/  L L L  F F F  F G G  G F  F F  L F
POST desk/command/walls/<int:id>/end/         /desk/command/walls/9223372036854775808/end/  L L L  F F F  F N N  N F  F F  L F
GET  wall/<str:secret>/                       /wall/{wall_secret}/           Y
GET  wall/<str:secret>/                       /wall/nothing/                 N
GET  wall/<str:secret>/feed/                  /wall/{wall_secret}/feed/      Y
GET  wall/<str:secret>/feed/                  /wall/nothing/feed/            N
POST desk/command/reports/                    /desk/command/reports/?kind=week  L L L  F F F  F R G  G F  F F  L F
POST desk/command/reports/                    /desk/command/reports/?kind=quarter  L L L  F F F  F G G  G F  F F  L F
POST desk/command/reports/<uuid:report>/correct/  /desk/command/reports/{situation}/correct/?reason=错了  L L L  F F F  F G F  F N  F F  L F
POST desk/command/reports/<uuid:report>/correct/  /desk/command/reports/{situation}/correct/  L L L  F F F  F R F  F N  F F  L F
POST desk/command/reports/                    /desk/command/reports/?kind=year  L L L  F F F  F R R  R F  F F  L F
GET  desk/command/reports/<uuid:report>/      /desk/command/reports/{situation}/  L L L  F F F  Y Y Y  Y N  F F  L Y
GET  desk/command/reports/<uuid:report>/      /desk/command/reports/00000000-0000-0000-0000-000000000000/  L L L  F F F  N N N  N N  F F  L N
GET  desk/command/reports/<uuid:report>.pdf   /desk/command/reports/{situation}.pdf  L L L  F F F  Y Y Y  Y N  F F  L Y
GET  desk/command/reports/<uuid:report>.docx  /desk/command/reports/{situation}.docx  L L L  F F F  Y Y Y  Y N  F F  L Y
GET  desk/command/reports/<uuid:report>/<slug:code>/  /desk/command/reports/{situation}/overdue/  L L L  F F F  Y Y Y  Y N  F F  L Y
GET  desk/command/reports/<uuid:report>/<slug:code>/  /desk/command/reports/{situation}/nothing/  L L L  F F F  N N N  N N  F F  L N
GET  desk/open/<slug:code>/                   /desk/open/inspection/         L L L  Y Y Y  N N N  N N  F F  L N
GET  desk/open/<slug:code>/                   /desk/open/complaint/          L L L  N N N  N N N  N N  F F  L N
POST desk/open/<slug:code>/                   /desk/open/inspection/         L L L  R R R  N N N  N N  F F  L N
GET  desk/applicants/                         /desk/applicants/              L L L  F F F  Y F F  F Y  Y F  L Y
POST desk/applicants/                         /desk/applicants/?applicant=1&letter=x  L L L  F F F  N F F  F N  N F  L N
GET  desk/window/                             /desk/window/                  L L L  F F F  Y F F  F Y  F F  L Y
POST desk/window/                             /desk/window/                  L L L  F F F  R F F  F R  F F  L R
POST desk/window/look/                        /desk/window/look/             L L L  F F F  Y F F  F Y  F F  L Y
GET  desk/find/                               /desk/find/                    L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
POST desk/find/                               /desk/find/?q=林晓彤            L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
POST desk/find/                               /desk/find/?q=林               L L L  R R R  R R R  R R  F F  L R
GET  desk/person/<int:token>/                 /desk/person/{person}/         L L L  Y N N  Y Y Y  Y Y  F F  L N
GET  desk/person/<int:token>/                 /desk/person/9223372036854775808/  L L L  N N N  N N N  N N  F F  L N
GET  desk/employer/<int:token>/               /desk/employer/{employer}/     L L L  Y Y N  Y Y Y  Y Y  F F  L N
GET  desk/flows/                              /desk/flows/                   L L L  - - -  - - -  - -  - F  L -
GET  desk/flows/<slug:code>/                  /desk/flows/complaint/         L L L  Y Y Y  Y Y Y  Y Y  Y F  L Y
GET  desk/flows/<slug:code>/                  /desk/flows/nothing/           L L L  N N N  N N N  N N  N F  L N
GET  desk/law-values/                         /desk/law-values/              L L L  Y Y Y  Y Y Y  Y Y  Y F  L Y
GET  desk/law-values/enter/<str:name>/        /desk/law-values/enter/gd.min_wage.monthly/  L L L  F F F  F F F  F F  Y F  L F
GET  desk/law-values/enter/<str:name>/        /desk/law-values/enter/minimum_wage/  L L L  F F F  F F F  F F  N F  L F
POST desk/law-values/enter/<str:name>/        /desk/law-values/enter/gd.min_wage.monthly/  L L L  F F F  F F F  F F  R F  L F
GET  desk/law-values/proposal/<int:number>/   /desk/law-values/proposal/{proposal}/  L L L  Y Y Y  Y Y Y  Y Y  Y F  L Y
GET  desk/law-values/proposal/<int:number>/   /desk/law-values/proposal/9223372036854775808/  L L L  N N N  N N N  N N  N F  L N
GET  desk/law-values/proposal/<int:number>/document/  /desk/law-values/proposal/{proposal}/document/  L L L  Y Y Y  Y Y Y  Y Y  Y F  L Y
GET  desk/law-values/proposal/<int:number>/document/  /desk/law-values/proposal/{own}/document/  L L L  N N N  N N N  N N  N F  L N
POST desk/law-values/proposal/<int:number>/decide/  /desk/law-values/proposal/{proposal}/decide/?step=approve&read=yes  L L L  F F F  F F F  F F  G F  L F
POST desk/law-values/proposal/<int:number>/decide/  /desk/law-values/proposal/{proposal}/decide/?step=approve  L L L  F F F  F F F  F F  R F  L F
POST desk/law-values/proposal/<int:number>/decide/  /desk/law-values/proposal/{own}/decide/?step=approve&read=yes  L L L  F F F  F F F  F F  R F  L F
POST desk/law-values/proposal/<int:number>/decide/  /desk/law-values/proposal/{own}/decide/?step=withdraw  L L L  F F F  F F F  F F  G F  L F
POST desk/law-values/proposal/<int:number>/decide/  /desk/law-values/proposal/9223372036854775808/decide/?step=approve  L L L  F F F  F F F  F F  N F  L F
GET  desk/calendar/                           /desk/calendar/                L L L  Y Y Y  Y Y Y  Y Y  Y F  L Y
POST desk/calendar/                           /desk/calendar/                L L L  F F F  F F F  F F  R F  L F
POST desk/calendar/<int:year>/decide/         /desk/calendar/0/decide/?agrees=yes  L L L  F F F  F F F  F F  N F  L F
GET  desk/tolling/                            /desk/tolling/                 L L L  Y Y Y  Y Y Y  Y Y  Y F  L Y
POST desk/tolling/                            /desk/tolling/                 L L L  F F F  F F F  F F  R F  L F
GET  desk/tolling/<int:order>/                /desk/tolling/0/               L L L  F F F  F F F  F F  N F  L F
POST desk/tolling/<int:order>/decide/         /desk/tolling/0/decide/?agrees=yes  L L L  F F F  F F F  F F  N F  L F
POST desk/tolling/<int:order>/again/          /desk/tolling/0/again/         L L L  F F F  F F F  F F  N F  L F
GET  desk/clock-runs/<int:run>/               /desk/clock-runs/0/            L L L  F F F  F F F  F F  N F  L F
GET  desk/case/<uuid:case_id>/                /desk/case/{case}/             L L L  Y N N  Y Y Y  Y N  F F  L N
GET  desk/case/<uuid:case_id>/                /desk/case/{new}/              L L L  Y Y N  Y Y Y  Y N  F F  L N
POST desk/case/<uuid:case_id>/                /desk/case/{case}/             L L L  X X X  X X X  X X  X X  L X
GET  desk/case/<uuid:case_id>/report/         /desk/case/{report}/report/    L L L  Y N N  Y Y N  N N  F F  L N
GET  desk/case/<uuid:case_id>/report/         /desk/case/{aloft}/report/     L L L  N N N  N N Y  N N  F F  L N
GET  desk/case/<uuid:case_id>/                /desk/case/{aloft}/            L L L  N N N  N N Y  Y N  F F  L N
GET  desk/case/<uuid:case_id>/report/         /desk/case/{case}/report/      L L L  N N N  N N N  N N  F F  L N
POST desk/case/<uuid:case_id>/report/         /desk/case/{report}/report/?says=请问&kind=write  L L L  G N N  R R N  N N  F F  L N
GET  desk/case/<uuid:case_id>/report/file/<uuid:file>/  /desk/case/{report}/report/file/{enclosure}/  L L L  Y N N  Y Y N  N N  F F  L N
GET  desk/case/<uuid:case_id>/report/file/<uuid:file>/  /desk/case/{report}/report/file/{file}/  L L L  N N N  N N N  N N  F F  L N
GET  desk/intake-table/                       /desk/intake-table/            L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/case/<uuid:case_id>/intake/         /desk/case/{new}/intake/       L L L  Y Y N  Y Y Y  Y N  F F  L N
GET  desk/case/<uuid:case_id>/intake/         /desk/case/{case}/intake/      L L L  N N N  N N N  N N  F F  L N
GET  desk/case/<uuid:case_id>/intake/         /desk/case/{report}/intake/    L L L  N N N  N N N  N N  F F  L N
GET  desk/case/<uuid:case_id>/roster/         /desk/case/{new}/roster/       L L L  N N N  Y Y N  N N  F F  L N
POST desk/case/<uuid:case_id>/roster/         /desk/case/{new}/roster/       L L L  N N N  R R N  N N  F F  L N
GET  desk/case/<uuid:case_id>/same/           /desk/case/{case}/same/        L L L  Y N N  Y Y Y  Y N  F F  L N
GET  desk/case/<uuid:case_id>/reckon/         /desk/case/{case}/reckon/      L L L  Y N N  Y Y Y  Y N  F F  L N
GET  desk/case/<uuid:case_id>/reckon/<slug:entitlement>/  /desk/case/{case}/reckon/severance/  L L L  Y N N  Y Y Y  Y N  F F  L N
POST desk/case/<uuid:case_id>/reckon/<slug:entitlement>/  /desk/case/{case}/reckon/severance/  L L L  R N N  R R R  R N  F F  L N
GET  desk/case/<uuid:case_id>/reckoned/<uuid:calculation>.pdf  /desk/case/{case}/reckoned/{calculation}.pdf  L L L  Y N N  Y Y Y  Y N  F F  L N
GET  desk/case/<uuid:case_id>/reply/          /desk/case/{case}/reply/       L L L  Y N N  Y Y Y  Y N  F F  L N
POST desk/case/<uuid:case_id>/take/           /desk/case/{new}/take/         L L L  G G N  G G R  R N  F F  L N
POST desk/case/<uuid:case_id>/take/           /desk/case/{case}/take/        L L L  R N N  R R R  R N  F F  L N
POST desk/case/<uuid:case_id>/note/           /desk/case/{case}/note/        L L L  G N N  G G G  G N  F F  L N
POST desk/case/<uuid:case_id>/tie/            /desk/case/{case}/tie/         L L L  R N N  R R R  R N  F F  L N
POST desk/case/<uuid:case_id>/sign/<slug:name>/  /desk/case/{asked}/sign/refuse/?agrees=yes  L L L  R N N  R G R  R N  F F  L N
GET  desk/case/<uuid:case_id>/paper/<uuid:paper>/  /desk/case/{complaint}/paper/{sealed}/  L L L  Y N N  Y Y Y  Y Y  F F  L N
GET  desk/case/<uuid:case_id>/paper/<uuid:paper>/  /desk/case/{complaint}/paper/{other}/   L L L  N N N  N N N  N N  F F  L N
POST desk/case/<uuid:case_id>/paper/<uuid:paper>/sign-off/  /desk/case/{complaint}/paper/{draft}/sign-off/  L L L  G N N  R G R  R R  F F  L N
POST desk/case/<uuid:case_id>/paper/<uuid:paper>/serve/  /desk/case/{complaint}/paper/{sealed}/serve/?method=direct&proof=本人签收  L L L  G N N  R G R  R R  F F  L N
GET  desk/case/<uuid:case_id>/paper/<uuid:paper>/word/  /desk/case/{case}/paper/{draft}/word/  L L L  Y N N  Y Y Y  Y N  F F  L N
GET  desk/case/<uuid:case_id>/paper/<uuid:paper>/word/  /desk/case/{case}/paper/{sealed}/word/  L L L  N N N  N N N  N N  F F  L N
GET  desk/case/<uuid:case_id>/paper/<uuid:paper>/serve/  /desk/case/{complaint}/paper/{sealed}/serve/  L L L  Y N N  N Y N  N N  F F  L N
GET  desk/case/<uuid:case_id>/receipts/       /desk/case/{complaint}/receipts/?paper={sealed}  L L L  Y N N  Y Y Y  Y Y  F F  L N
GET  desk/case/<uuid:case_id>/receipts/       /desk/case/{case}/receipts/    L L L  R N N  R R R  R N  F F  L N
GET  desk/case/<uuid:case_id>/labels/         /desk/case/{complaint}/labels/?paper={sealed}  L L L  Y N N  Y Y Y  Y Y  F F  L N
GET  desk/case/<uuid:case_id>/whole/          /desk/case/{case}/whole/       L L L  Y N N  Y Y Y  Y N  F F  L N
POST desk/case/<uuid:case_id>/whole/          /desk/case/{case}/whole/?part=main   L L L  G N N  G G G  G N  F F  L N
POST desk/case/<uuid:case_id>/whole/          /desk/case/{case}/whole/?part=inner  L L L  G N N  G G R  R N  F F  L N
GET  desk/case/<uuid:case_id>/whole/<uuid:printing>/  /desk/case/{case}/whole/00000000-0000-0000-0000-000000000000/  L L L  N N N  N N N  N N  F F  L N
GET  desk/case/<uuid:case_id>/file/<uuid:file>/  /desk/case/{case}/file/{file}/  L L L  Y N N  Y Y Y  Y N  F F  L N
GET  desk/case/<uuid:case_id>/file/<uuid:file>/  /desk/case/{new}/file/{file}/   L L L  N N N  N N N  N N  F F  L N
GET  desk/case/<uuid:case_id>/act/<slug:name>/  /desk/case/{case}/act/submit/  L L L  Y N N  N Y N  N N  F F  L N
GET  desk/case/<uuid:case_id>/act/<slug:name>/  /desk/case/{case}/act/withdraw_complaint/  L L L  N N N  N N N  N N  F F  L N
GET  desk/case/<uuid:case_id>/act/<slug:name>/  /desk/case/{case}/act/gather/  L L L  Y N N  N N N  N N  F F  L N
POST desk/case/<uuid:case_id>/act/<slug:name>/  /desk/case/{case}/act/be_led/?lead=1  L L L  R N N  R R R  R N  F F  L N
GET  desk/case/<uuid:case_id>/act/<slug:name>/  /desk/case/{new}/act/accept/  L L L  N N N  N N N  N N  F F  L N
GET  desk/case/<uuid:case_id>/act/<slug:name>/  /desk/case/{new}/act/assign/  L L L  N N N  Y Y N  N N  F F  L N
GET  desk/case/<uuid:case_id>/act/<slug:name>/  /desk/case/{case}/act/recuse_officer/  L L L  N N N  N Y N  N N  F F  L N
POST desk/case/<uuid:case_id>/act/<slug:name>/  /desk/case/{case}/act/submit/?says=又打了电话  L L L  G N N  R G R  R N  F F  L N
POST desk/case/<uuid:case_id>/act/<slug:name>/  /desk/case/{case}/act/withdraw_complaint/?reason=x  L L L  R N N  R R R  R N  F F  L N
"""

API = """
POST api/ledger/account-notices               /api/ledger/account-notices    U
POST api/ledger/bank-lines                    /api/ledger/bank-lines         U
GET  api/ledger/pay-orders                    /api/ledger/pay-orders         U
GET  api/ledger/pay-orders/<number>           /api/ledger/pay-orders/DF000000000001  U
GET  api/ledger/pay-orders/<number>/file      /api/ledger/pay-orders/DF000000000001/file  U
POST api/ledger/pay-orders/<number>/taken     /api/ledger/pay-orders/DF000000000001/taken  U
POST api/ledger/pay-orders/<number>/return    /api/ledger/pay-orders/DF000000000001/return  U
POST api/ledger/swipes                        /api/ledger/swipes             U
GET  api/openapi.json                         /api/openapi.json              U U U  Y Y Y  Y Y Y  Y Y  Y Y  U Y
GET  api/                                     /api/                          U U U  N N N  N N N  N N  N N  U N
GET  api/case-types                           /api/case-types                U U U  Y Y Y  Y Y Y  Y Y  F F  U Y
GET  api/worklist                             /api/worklist                  U U U  Y Y Y  Y Y Y  Y Y  F F  U Y
GET  api/cases/<uuidstr:case_id>              /api/cases/{case}              U U U  Y N N  Y Y Y  Y N  F F  U N
GET  api/cases/<uuidstr:case_id>              /api/cases/{new}               U U U  Y Y N  Y Y Y  Y N  F F  U N
GET  api/cases/<uuidstr:case_id>/actions      /api/cases/{case}/actions      U U U  Y N N  Y Y Y  Y N  F F  U N
POST api/cases/<uuidstr:case_id>/actions/<slug:name>  /api/cases/{new}/actions/take   U U U  Y Y N  Y Y R  R N  F F  U N
POST api/cases/<uuidstr:case_id>/actions/<slug:name>  /api/cases/{case}/actions/take  U U U  R N N  R R R  R N  F F  U N
POST api/cases/<uuidstr:case_id>/actions/<slug:name>  /api/cases/{case}/actions/submit?says=x    U U U  Y N N  R Y R  R N  F F  U N
POST api/cases/<uuidstr:case_id>/actions/<slug:name>  /api/cases/{case}/actions/withdraw_complaint?reason=x  U U U  R N N  R R R  R N  F F  U N
POST api/cases/<uuidstr:case_id>/signatures/<slug:name>  /api/cases/{asked}/signatures/refuse  U U U  R N N  R Y R  R N  F F  U N
GET  api/cases/<uuidstr:case_id>/papers/<uuidstr:paper_id>  /api/cases/{complaint}/papers/{sealed}  U U U  Y N N  Y Y Y  Y Y  F F  U N
GET  api/law/entitlements                     /api/law/entitlements          Y Y Y  Y Y Y  Y Y Y  Y Y  Y Y  Y Y
GET  api/law/entitlements/<id>                 /api/law/entitlements/severance  Y Y Y  Y Y Y  Y Y Y  Y Y  Y Y  Y Y
POST api/law/entitlements/<id>                 /api/law/entitlements/severance  B B B  B B B  B B B  B B  B B  B B
POST api/law/limits/<id>                       /api/law/limits/award_period   B B B  B B B  B B B  B B  B B  B B
POST api/law/duties/<code>                     /api/law/duties/arbitration.conclude  B B B  B B B  B B B  B B  B B  B B
POST api/files                                /api/files                     U U U  R R R  R R R  R R  F F  U R
"""

TRACKER = """
GET  track/<str:code>/                        /track/{code}/                 S Y S  S S S  S S S  S S  S S  S S
GET  track/<str:code>/<slug:name>/            /track/{code}/submit/          S Y S  S S S  S S S  S S  S S  S S
GET  track/<str:code>/<slug:name>/            /track/{code}/accept/          S N S  S S S  S S S  S S  S S  S S
GET  track/<str:code>/<slug:name>/            /track/{code}/assign/          S N S  S S S  S S S  S S  S S  S S
POST track/<str:code>/<slug:name>/            /track/{code}/submit/?says=还有话  S G S  S S S  S S S  S S  S S  S S
POST track/<str:code>/<slug:name>/            /track/{code}/accept/          S N S  S S S  S S S  S S  S S  S S
GET  track/<str:code>/invite/                 /track/{code}/invite/          S N S  S S S  S S S  S S  S S  S S
GET  track/<str:code>/phone/                  /track/{code}/phone/           S Y S  S S S  S S S  S S  S S  S S
POST track/<str:code>/phone/                  /track/{code}/phone/?phone=1   S R S  S S S  S S S  S S  S S  S S
GET  track/<str:code>/money/                  /track/{code}/money/           S - S  S S S  S S S  S S  S S  S S
POST track/<str:code>/money/                  /track/{code}/money/           S R S  S S S  S S S  S S  S S  S S
GET  track/<str:code>/rating/                 /track/{code}/rating/          S - S  S S S  S S S  S S  S S  S S
POST track/<str:code>/rating/                 /track/{code}/rating/          S R S  S S S  S S S  S S  S S  S S
GET  track/<str:code>/roster/                 /track/{code}/roster/          S N S  S S S  S S S  S S  S S  S S
GET  track/<str:code>/paper/<uuid:paper>/     /track/{code}/paper/{sealed}/  N Y N  N N N  N N N  N N  N N  N N
GET  track/<str:code>/paper/<uuid:paper>/     /track/{code}/paper/{draft}/   N N N  N N N  N N N  N N  N N  N N
GET  track/<str:code>/file/<uuid:file>/       /track/{code}/file/{file}/     N Y N  N N N  N N N  N N  N N  N N
"""

EMPLOYERS = """
GET  employer/                                /employer/                     E
GET  employer/enter/                          /employer/enter/               Y
GET  employer/register/                       /employer/register/            Y
GET  employer/record/                         /employer/record/              E
GET  employer/ledger/                         /employer/ledger/              E
POST employer/ledger/                         /employer/ledger/              E
GET  employer/ledger/days/                    /employer/ledger/days/         E
GET  employer/ledger/order/<uuid:order>/      /employer/ledger/order/{handed}/  E
GET  employer/ledger/<uuid:handed>/           /employer/ledger/{handed}/     E
GET  employer/ledger/<uuid:handed>/signed/    /employer/ledger/{handed}/signed/  E
POST employer/ledger/<uuid:handed>/signed/    /employer/ledger/{handed}/signed/  E
GET  employer/consent/                        /employer/consent/             E
POST employer/consent/                        /employer/consent/?agree=yes   E
GET  employer/consent/pdf/                    /employer/consent/pdf/         E
GET  employer/case/<uuid:case_id>/            /employer/case/{case}/         E
GET  employer/case/<uuid:case_id>/act/<slug:name>/  /employer/case/{case}/act/answer/  E
POST employer/case/<uuid:case_id>/act/<slug:name>/  /employer/case/{case}/act/answer/?says=x  E
GET  employer/case/<uuid:case_id>/paper/<uuid:paper>/  /employer/case/{case}/paper/{sealed}/  E
GET  employer/case/<uuid:case_id>/file/<uuid:file>/  /employer/case/{case}/file/{file}/  E
"""

EVERYBODY = """
GET  healthz                                  /healthz                       Y
GET  readyz                                   /readyz                        Y
GET                                           /                              Y
GET  look-up/employer/<slug:name>/            /look-up/employer/employer/?employer=示例  Y
GET  look-up/place/<slug:name>/               /look-up/place/place/          Y
GET  look-up/understood/<slug:name>/          /look-up/understood/amount/?amount=1.2万  Y
GET  report/<slug:flow>/                      /report/complaints/            -
GET  report/<slug:flow>/                      /report/nothing/               N
GET  report/<slug:flow>/check/                /report/complaints/check/      -
GET  report/<slug:flow>/phone/code/           /report/complaints/phone/code/  -
GET  report/<slug:flow>/done/                 /report/complaints/done/       S
GET  report/<slug:flow>/saved/                /report/complaints/saved/      -
GET  report/<slug:flow>/<slug:slug>/          /report/complaints/trouble/    Y
GET  law/                                     /law/                          Y
GET  law/<str:id>/                            /law/award_period/             Y
GET  law/<str:id>/                            /law/nothing/                  N
GET  claims/                                  /claims/                       -
GET  claims/answer/                           /claims/answer/                -
GET  claims/answer.pdf                        /claims/answer.pdf             -
POST claims/complain/                         /claims/complain/              G
POST claims/afresh/                           /claims/afresh/                G
GET  claims/<slug:slug>/                      /claims/what/                  Y
POST claims/<slug:slug>/                      /claims/what/                  R
GET  claims/<slug:slug>/                      /claims/nothing/               N
GET  anonymous/                               /anonymous/                    Y
POST anonymous/                               /anonymous/                    R
GET  anonymous/receipt/                       /anonymous/receipt/            X
POST anonymous/receipt/                       /anonymous/receipt/            R
GET  anonymous/back/                          /anonymous/back/               Y
POST anonymous/back/                          /anonymous/back/?receipt=00000-00000-00000-00000  R
GET  resume/                                  /resume/                       Y
GET  join/<str:token>/                        /join/nothing/                 N
POST join/<str:token>/                        /join/nothing/                 N
GET  join/<str:token>/code/                   /join/nothing/code/            N
GET  join/<str:token>/done/                   /join/nothing/done/            S
POST join/<str:token>/alone/                  /join/nothing/alone/           N
GET  wages/<str:code>/                        /wages/NOTHING/                N
POST wages/<str:code>/                        /wages/NOTHING/?right=yes      N
GET  check/                                   /check/                        Y
GET  check/<str:code>/                        /check/{check}/                Y
GET  check/<str:code>/                        /check/2222-2222-2222/         N
GET  demo/sms/                                /demo/sms/                     N
GET  account/inactive/                        /account/inactive/             Y
GET  account/sign-up/                         /account/sign-up/              L
GET  account/forgotten/                       /account/forgotten/            L
"""

SIGNED_IN = """
GET  login/                                   /login/                        Y Y Y  - - -  - - -  - -  - -  Y -
GET  logout/                                  /logout/                       - - -  Y Y Y  Y Y Y  Y Y  Y Y  - Y
GET  account/password/                        /account/password/             L L L  Y Y Y  Y Y Y  Y Y  Y Y  L Y
GET  account/reauthenticate/                  /account/reauthenticate/       L L L  Y Y Y  Y Y Y  Y Y  Y Y  L Y
GET  account/email/                           /account/email/                - - -  - - -  - - -  - -  - -  - -
POST logout/                                  /logout/                       G G G  G G G  G G G  G G  G G  G G
POST account/password/                        /account/password/             L L L  Y Y Y  Y Y Y  Y Y  Y Y  L Y
GET  account/2fa/                             /account/2fa/                  L L L  Y Y Y  Y Y Y  Y Y  Y Y  L Y
GET  account/2fa/authenticate/                /account/2fa/authenticate/     L L L  - - -  - - -  - -  - -  L -
GET  account/2fa/reauthenticate/              /account/2fa/reauthenticate/   L L L  - - -  - - -  - -  - -  L -
GET  account/2fa/totp/activate/               /account/2fa/totp/activate/    L L L  - - -  - - -  - -  - -  L -
GET  account/2fa/totp/deactivate/             /account/2fa/totp/deactivate/  L L L  N N N  N N N  N N  N N  L N
GET  account/2fa/recovery-codes/              /account/2fa/recovery-codes/   L L L  N N N  N N N  N N  N N  L N
GET  account/2fa/recovery-codes/generate/     /account/2fa/recovery-codes/generate/  L L L  - - -  - - -  - -  - -  L -
GET  account/2fa/recovery-codes/download/     /account/2fa/recovery-codes/download/  L L L  N N N  N N N  N N  N N  L N
GET  account/2fa/webauthn/                    /account/2fa/webauthn/         L L L  Y Y Y  Y Y Y  Y Y  Y Y  L Y
GET  account/2fa/webauthn/add/                /account/2fa/webauthn/add/     L L L  - - -  - - -  - -  - -  L -
GET  account/2fa/webauthn/reauthenticate/     /account/2fa/webauthn/reauthenticate/  L L L  - - -  - - -  - -  - -  L -
GET  account/2fa/webauthn/keys/<int:pk>/remove/  /account/2fa/webauthn/keys/1/remove/  L L L  - - -  - - -  - -  - -  L -
GET  account/2fa/webauthn/keys/<int:pk>/edit/    /account/2fa/webauthn/keys/1/edit/    L L L  - - -  - - -  - -  - -  L -
"""

TABLE = "\n".join((DESK, WARNINGS, DOORS, API, TRACKER, EMPLOYERS, EVERYBODY, SIGNED_IN))
