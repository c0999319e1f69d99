"""A synthetic province: a lawful Guangdong of any size for the ledger, with violations in it that are known one by one.

For tests, for the demonstration, and for measuring: ``make(seed, months, scale, first, ledger)`` fills a ledger and returns
what is true of it. Nobody in it exists.
"""

from hezhong.app.synthetic.delivering import Delivery as Delivery
from hezhong.app.synthetic.making import make as make
from hezhong.app.synthetic.span import Span as Span
from hezhong.app.synthetic.truth import Fact as Fact
from hezhong.app.synthetic.truth import Truth as Truth
