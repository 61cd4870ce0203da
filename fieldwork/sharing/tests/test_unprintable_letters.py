"""What a client signs stands on paper: a letter that no font has is named at its field."""

import pytest

from fieldwork.orders.models import ClientAnswer
from fieldwork.sharing.actions.manage_links import make_link
from fieldwork.sharing.tests.link_client import NO, YES, answer
from tests.worked_example import Team, finally_confirmed


@pytest.mark.parametrize(
    ("field", "text"), [("name", "김민수"), ("job_title", "สมชาย"), ("comment", "देवनागरी"), ("typed", "김민수")]
)
def test_it_is_refused_where_it_is_typed(team: Team, field: str, text: str, no_other_fonts: None) -> None:
    """faults.md A4, on the client's page."""
    link = make_link(finally_confirmed(team), by=team.layla)
    told = answer(link, YES | {field: text})
    assert told.status_code == 422
    assert "no font for it is installed here" in told.content.decode()
    assert not ClientAnswer.objects.exists()


def test_who_objects_may_write_in_any_script(team: Team, no_other_fonts: None) -> None:
    """It is read on screens; whoever cannot be printed could not object."""
    link = make_link(finally_confirmed(team), by=team.layla)
    words = {"name": "김민수", "job_title": "สมชาย", "comment": "देवनागरी", "lines.0.words": "김민수"}
    assert answer(link, NO | words).status_code == 201
    assert ClientAnswer.objects.get().name == "김민수"
