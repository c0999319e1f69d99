"""What the page of a warning's case shows of what the warning told it."""

from hezhong.early_warning.answering import Alert, Colour
from hezhong.engine import words


def test_by_what_the_program_finds_a_warning_again_nobody_has_to_read() -> None:
    alert = Alert(colour=Colour.RED, warning="1fb80a1b-ed80", rule="site_wages_owed", title="工地拖欠工资数额大", version="ac71f168b39f", people=31)
    shown = {label: said for _, label, said in words.lines(alert, {})}
    assert "1fb80a1b-ed80" not in shown.values() and "site_wages_owed" not in shown.values()
    assert shown["颜色"] == "红色" and shown["预警事项"] == "工地拖欠工资数额大" and shown["规则版本"] == "ac71f168b39f"
