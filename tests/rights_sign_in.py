"""The rows of tests/test_rights.py about passwords, second steps and links."""

from tests.rights_row import EVERYBODY, NEVER, Row

SIGNING_IN: dict[str, Row] = {
    "sign-in/code": Row("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "session": Row(EVERYBODY, "405 405 405 405 405 405"),
    "sign-in/passkey": Row("302 302 302 302 302 302", "302 302 302 302 302 302", {"credential": "{}"}),
    # Nobody carries letters here; with a mail server the answer is the same for everybody.
    "sign-in/forgotten": Row("404 404 404 404 404 404", "404 404 404 404 404 404", {"email": "x@nadiya.example"}),
    "welcome/<str:secret>": Row("410 410 410 410 410 410", "410 410 410 410 410 410"),
    "profile/photo": Row(NEVER, "401 422 422 422 422 422"),
    "profile/photo/removal": Row(NEVER, "401 200 200 200 200 200"),
    "people/photos/<slug:key>": Row("401 404 404 404 404 404", key="0" * 64),
    "profile/app": Row(EVERYBODY, "401 422 422 422 422 422"),
    "profile/passkeys/new": Row(EVERYBODY, "401 422 422 422 422 422"),
    "profile/factors/<int:key>/removal": Row("401 404 404 404 404 404", "401 404 404 404 404 404", key="999"),
    "profile/recovery-codes": Row("401 404 404 404 404 404", "401 404 404 404 404 404"),
    "people/<int:key>/invitation": Row(NEVER, "401 404 404 404 404 404", key="outsider"),
    "people/<int:key>/link": Row(NEVER, "401 200 404 404 404 404", key="outsider"),
    "people/<int:key>/factors/removal": Row(NEVER, "401 200 404 404 404 404", key="outsider"),
    "people/<int:key>/access/removal": Row(NEVER, "401 200 404 404 404 404", key="outsider"),
    "people/<int:key>/sessions/<int:session>/removal": Row(NEVER, "401 404 404 404 404 404", key="outsider"),
    "people/<int:key>/tokens/<int:token>/removal": Row(NEVER, "401 404 404 404 404 404", key="outsider"),
    "profile/access/removal": Row(NEVER, "401 200 200 200 200 200"),
    "profile/sessions/<int:key>/removal": Row(NEVER, "401 404 404 404 404 404", key="999"),
    "profile/tokens/<int:key>/removal": Row(NEVER, "401 404 404 404 404 404", key="999"),
}
