"""The lines of the table of rights about sites at the desk and about the bank's door; a part of ``table``.

{site}: of the county, without a warning, with {handed} about it. {warned_site}: with a warning whose case is {case}, and
{warned_file} handed in about it. K: led to the bank's door.
"""

DOORS = """
GET  desk/sites/                              /desk/sites/                   L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/sites/                              /desk/sites/?q=云山            L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
GET  desk/sites/new/                          /desk/sites/new/               L L L  Y Y Y  Y Y Y  Y Y  F F  L Y
POST desk/sites/new/                          /desk/sites/new/               L L L  R R R  R R R  R R  F F  L R
GET  desk/sites/<int:token>/facts/            /desk/sites/{site}/facts/      L L L  Y Y N  Y Y Y  Y N  F F  L Y
GET  desk/sites/<int:token>/facts/            /desk/sites/9223372036854775808/facts/  L L L  N N N  N N N  N N  F F  L N
POST desk/sites/<int:token>/facts/            /desk/sites/{site}/facts/      L L L  R R N  R R R  R N  F F  L R
POST desk/sites/<int:token>/facts/            /desk/sites/{site}/facts/?trade=housing&state=building&began_on=2026-01-05&security=none&board=no  L L L  G G N  G G G  G N  F F  L G
GET  desk/sites/<int:token>/                  /desk/sites/{site}/            L L L  Y Y N  Y Y Y  Y N  F F  L Y
GET  desk/sites/<int:token>/                  /desk/sites/9223372036854775808/  L L L  N N N  N N N  N N  F F  L N
POST desk/sites/<int:token>/                  /desk/sites/{site}/            L L L  R R N  R R R  R N  F F  L R
POST desk/sites/<int:token>/                  /desk/sites/{site}/?step=add&role=labour&firm=甲建设有限公司&since=2026-01-05  L L L  G G N  G G G  G N  F F  L G
POST desk/sites/<int:token>/                  /desk/sites/{site}/?step=end&party=general&until=2026-11-01  L L L  G G N  G G G  G N  F F  L G
POST desk/sites/<int:token>/                  /desk/sites/{site}/?step=end&party=owner&until=2026-11-01  L L L  R R N  R R R  R N  F F  L R
GET  desk/sites/<int:token>/file/<uuid:handed>/  /desk/sites/{site}/file/{handed}/  L L L  N N N  N N N  N N  F F  L N
GET  desk/sites/<int:token>/file/<uuid:handed>/  /desk/sites/{warned_site}/file/{warned_file}/  L L L  Y N N  Y Y Y  Y N  F F  L N
GET  desk/sites/<int:token>/file/<uuid:handed>/  /desk/sites/{site}/file/{warned_file}/  L L L  N N N  N N N  N N  F F  L N
GET  desk/sites/<int:token>/file/<uuid:handed>/  /desk/sites/{warned_site}/file/{handed}/  L L L  N N N  N N N  N N  F F  L N
GET  bank/                                    /bank/                         K
GET  bank/enter/                              /bank/enter/                   Y Y Y  - - -  - - -  - -  - -  Y -
GET  bank/order/<uuid:order>/                 /bank/order/{handed}/          K
POST bank/order/<uuid:order>/                 /bank/order/{handed}/?layout=B2  K
GET  bank/files/                              /bank/files/                   K
POST bank/files/                              /bank/files/                   K
GET  bank/files/<uuid:handed>/                /bank/files/{handed}/          K
POST bank/files/<uuid:handed>/                /bank/files/{handed}/?confirm=1  K
"""
