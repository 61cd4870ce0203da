"""A person's browser: asks for pages and sends forms as the page's script does."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from fieldwork.people.models import Person

Fields = dict[str, str]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FORM = "application/x-www-form-urlencoded"


class Visitor:
    """`person` None is somebody who is not signed in."""

    def __init__(self, person: Person | None) -> None:
        self.person = person
        self.client = Client()
        if person is not None:
            self.client.force_login(person, backend=BACKEND)

    def get(self, path: str, *, script: bool = False) -> Any:
        """The answer to a page's address; `script` asks as htmx does."""
        return self.client.get(path, headers={"HX-Request": "true"} if script else {})

    def send(self, path: str, fields: Fields, *, submission: uuid.UUID | str | None = None) -> Any:
        """The answer to a form; without `submission` it is a new one. Lone surrogates are sent as they are."""
        sent = {"submission_id": str(submission or uuid.uuid4()), **fields}
        return self.client.post(
            path,
            data=urlencode(sent, errors="surrogatepass"),
            content_type=FORM,
            headers={"X-Requested-With": "fetch"},
        )

    def upload(self, upload: object) -> Any:
        """The answer to a file."""
        return self.client.post("/files", {"file": upload}, headers={"X-Requested-With": "fetch"})
