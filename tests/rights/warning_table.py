"""The lines of the table of rights about early warning, in its letters and order; it imports nothing of the product.

{warned} is a warning of Bao'an with the case {case}, {tried} one there that a rule only tries out, {warned_site} its site;
{rule_trial} are figures that somebody tries for Bao'an. {rule_change}, {excluded} and {action} were entered by somebody else: for Bao'an, for {warned_site}, for Shenzhen.
"""

#                                                                            a p s  i c e  c h s  p h  a a  d r
#                                                                            n a t  n o l  l e u  r a  d u  i e
WARNINGS = """
GET  desk/warnings/                           /desk/warnings/                L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/warnings/<uuid:id>/                 /desk/warnings/{warned}/       L L L  Y Y N  Y Y Y  Y N  F F  L Y
GET  desk/warnings/<uuid:id>/                 /desk/warnings/{tried}/        L L L  Y Y N  Y Y Y  Y N  F F  L Y
POST desk/warnings/<uuid:id>/ask/             /desk/warnings/{warned}/ask/   L L L  G N N  G G G  G N  F F  L N
POST desk/warnings/<uuid:id>/ask/             /desk/warnings/{tried}/ask/    L L L  N N N  N N N  N N  F F  L N
GET  desk/subjects/<slug:kind>/<int:token>/   /desk/subjects/site/{warned_site}/    L L L  Y Y N  Y Y Y  Y N  F F  L Y
GET  desk/subjects/<slug:kind>/<int:token>/   /desk/subjects/site/9223372036854775808/  L L L  N N N  N N N  N N  F F  L N
POST desk/subjects/<slug:kind>/<int:token>/ask/  /desk/subjects/site/{warned_site}/ask/  L L L  G G N  G G G  G N  F F  L G
POST desk/subjects/<slug:kind>/<int:token>/ask/  /desk/subjects/site/{warned_site}/ask/?on=x  L L L  R R N  R R R  R N  F F  L R
GET  desk/rules/                              /desk/rules/                   L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/rules/<slug:code>/                  /desk/rules/site_wages_unpaid/  L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/rules/<slug:code>/                  /desk/rules/nothing/           L L L  N N N  N N N  N N  F F  L N
GET  desk/rules/<slug:code>/propose/          /desk/rules/site_wages_unpaid/propose/  L L L  F F F  F Y Y  Y F  F F  L F
POST desk/rules/<slug:code>/propose/          /desk/rules/site_wages_unpaid/propose/  L L L  F F F  F R R  R F  F F  L F
POST desk/rules/<slug:code>/propose/          /desk/rules/site_wages_unpaid/propose/?step=try  L L L  F F F  F R R  R F  F F  L F
GET  desk/rules/trials/<int:id>/              /desk/rules/trials/{rule_trial}/  L L L  N N N  N Y Y  Y N  F F  L N
GET  desk/rules/trials/<int:id>/              /desk/rules/trials/9223372036854775808/  L L L  N N N  N N N  N N  F F  L N
GET  desk/rules/changes/<int:id>/             /desk/rules/changes/{rule_change}/  L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/rules/changes/<int:id>/             /desk/rules/changes/9223372036854775808/  L L L  N N N  N N N  N N  F F  L N
POST desk/rules/changes/<int:id>/decide/      /desk/rules/changes/{rule_change}/decide/?step=agree  L L L  R R R  R G G  G R  F F  L R
POST desk/rules/changes/<int:id>/decide/      /desk/rules/changes/{rule_change}/decide/  L L L  R R R  R R R  R R  F F  L R
POST desk/rules/changes/<int:id>/try/         /desk/rules/changes/{rule_change}/try/  L L L  G G F  G G G  G F  F F  L G
GET  desk/warnings/employers/                  /desk/warnings/employers/        L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/exclusions/                         /desk/exclusions/              L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/exclusions/                         /desk/exclusions/?kind=site&subject={warned_site}  L L L  Y Y N  Y Y Y  Y N  F F  L Y
POST desk/exclusions/                         /desk/exclusions/              L L L  N N N  N N N  N N  F F  L N
POST desk/exclusions/                         /desk/exclusions/?about-kind=site&about-subject={warned_site}  L L L  R R N  R R R  R N  F F  L R
GET  desk/exclusions/<int:id>/                /desk/exclusions/{excluded}/   L L L  Y Y N  Y Y Y  Y N  F F  L Y
GET  desk/exclusions/<int:id>/                /desk/exclusions/9223372036854775808/  L L L  N N N  N N N  N N  F F  L N
POST desk/exclusions/<int:id>/decide/         /desk/exclusions/{excluded}/decide/?step=agree  L L L  R R N  R G G  G N  F F  L R
GET  desk/campaigns/                          /desk/campaigns/               L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
POST desk/campaigns/                          /desk/campaigns/               L L L  F F F  F R R  R F  F F  L F
GET  desk/campaigns/<int:id>/                 /desk/campaigns/{action}/      L L L  Y Y N  Y Y Y  Y Y  F F  L Y
GET  desk/campaigns/<int:id>/                 /desk/campaigns/9223372036854775808/  L L L  N N N  N N N  N N  F F  L N
POST desk/campaigns/<int:id>/finish/          /desk/campaigns/{action}/finish/  L L L  R R N  R R G  G R  F F  L R
"""
