"""What the documents of a permit print."""

from typing import Any

from hezhong.engine.dossier import Dossier, Moment


def paper(name: str, dossier: Dossier[Any], at: Moment) -> dict[str, Any]:
    return {"fields": {"opinion": str(dossier.facts.opinion)}, "articles": [], "remedy": ""}
