"""Whatever dies in between, the document and the mail follow: real processes, a real mail server."""

from pathlib import Path

import pytest

from tests.running.mail_server import mail_server
from tests.running.program import running
from tests.running.second_process import SecondProcess


@pytest.mark.slow
def test_killed_after_the_release_was_committed_the_next_start_makes_and_mails_it(tmp_path: Path) -> None:
    """faults.md C6: the order that was released before the rule was on is mailed to nobody."""
    second_process = SecondProcess(tmp_path)
    facts = second_process.do("stage")
    second_process.do("client_writes_to", email="ana@acme.example", language="")
    second_process.do("mail_by_rule")
    with pytest.raises(EOFError):
        second_process.do("release_and_die", order=facts["created"])
    with mail_server() as (smtp, box), running(tmp_path, FIELDWORK_SMTP_URL=smtp):
        (mail,) = box.wait_for(1)
    witness = SecondProcess(tmp_path)
    assert witness.do("mails_of", order=facts["order"]) == 0
    witness.close()
    assert (mail["Subject"], mail["To"]) == ("Service order 2: Only created", "Ana Rivera <ana@acme.example>")


@pytest.mark.slow
def test_a_mail_that_the_server_would_not_take_yet_survives_a_restart(tmp_path: Path) -> None:
    second_process = SecondProcess(tmp_path)
    second_process.do("stage")
    second_process.do("client_writes_to", email="ana@acme.example", language="")
    second_process.do("mail_by_rule")
    second_process.do("release_called", name="Fix network")
    second_process.close()
    with mail_server() as (smtp, box):
        box.answers = ["451 4.3.0 Try again later"]
        with running(tmp_path, FIELDWORK_SMTP_URL=smtp) as program:
            box.wait_for_tries(1)
            program.process.kill()
            program.process.wait()
        assert box.mails == []
        again = SecondProcess(tmp_path)
        again.do("hurry_mails")
        again.close()
        with running(tmp_path, FIELDWORK_SMTP_URL=smtp):
            (mail,) = box.wait_for(1)
    assert mail["Subject"] == "Service order 3: Fix network"
