"""Files handed in with a form. The view keeps them first; here only their ids are read, and only known ones."""

from typing import Any
from uuid import UUID

from hezhong.engine.answers import Evidence
from hezhong.kernel.understand import Unclear
from hezhong.web.widgets.model import Raw, Widget


class UploadWidget(Widget):
    template, grouped, first_part = "evidence", True, "-new"

    def read(self, raw: Raw) -> Evidence:
        kept = [each for each in raw.get(f"{self.name}-kept", []) if each in self.around.files]
        if not kept and not self.question.optional:
            raise Unclear(f"请选{self.question.label}")
        return Evidence(tuple(UUID(each) for each in kept))

    def empty(self, raw: Raw) -> bool:
        return not any(each in self.around.files for each in raw.get(f"{self.name}-kept", []))

    def context(self, raw: Raw) -> dict[str, Any]:
        listed = raw.get(f"{self.name}-kept", [])
        return {"kept": [(each, *self.around.files[each]) for each in listed if each in self.around.files]}

    def show(self, value: Evidence) -> str:
        return "\n".join(self.around.files[str(each)][0] for each in value.files if str(each) in self.around.files)
