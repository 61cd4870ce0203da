"""Scripts and pages know the same sentences."""

import re
from pathlib import Path

from fieldwork.shell.js_messages import messages

SOURCE = Path(__file__).parents[3] / "frontend/src/messages.ts"


def test_every_sentence_of_the_scripts_can_be_translated() -> None:
    english = dict(re.findall(r'^  (\w+): "(.*)",$', SOURCE.read_text(), re.MULTILINE))
    assert english
    assert messages() == english
