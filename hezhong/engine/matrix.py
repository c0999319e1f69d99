"""Who may do what: every action of a case type against every role, as a text that a reviewer reads as a diff."""

from collections.abc import Iterable

from hezhong.engine.case_type import CaseType
from hezhong.engine.vocabulary import Action, Role

DOES, SIGNS = "办", "批"


def matrix(case_type: type[CaseType]) -> str:
    """Return the permission matrix: one row an action, one column a role, and what each role rests on."""
    actions = list(case_type.words(Action).values())
    roles = _roles(actions)
    return "\n".join(
        [
            f"{case_type.title}（{case_type.code}）",
            "",
            *_table(("动作", "从", "到", *(role.title for role in roles)), (_row(each, roles) for each in actions)),
            "",
            "身份的根据",
            "",
            *_table(("身份", "代码", "须有的权利"), (_right(role) for role in roles)),
            "",
        ]
    )


def cell(action: Action, role: Role) -> str:
    """Return what a role is in an action: 办, 批 with its turn where several sign, or nothing."""
    turn = action.signed_by.index(role) + 1 if role in action.signed_by else 0
    signs = f"{SIGNS}{turn if len(action.signed_by) > 1 else ''}" if turn else ""
    return "、".join(part for part in (DOES if role in action.roles else "", signs) if part)


def _roles(actions: Iterable[Action]) -> list[Role]:
    """Return every role that has a part, in the order of first mention."""
    found: dict[Role, None] = {}
    for action in actions:
        found |= dict.fromkeys((*action.roles, *action.signed_by))
    return list(found)


def _row(action: Action, roles: Iterable[Role]) -> tuple[str, ...]:
    sources = "、".join(state.title for state in action.sources) or "任何"
    target = action.target.title if action.target else "不变"
    return (f"{action.title} {action.name}", sources, target, *(cell(action, role) for role in roles))


def _right(role: Role) -> tuple[str, ...]:
    return (role.title, role.name, f"{role.right.value} {role.right.name}" if role.right else "系统自己")


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [_line(heads), _line(("---",) * len(heads)), *(_line(row) for row in rows)]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
