"""Rows of tests/test_rights.py: what is behind a client's link, which nobody signs in for."""

from tests.rights_row import Row

OF_CLIENTS: dict[str, Row] = {
    "c/<str:secret>": Row("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "c/<str:secret>/documents/<int:version>": Row("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "c/<str:secret>/photos/<uuid:identity>/<slug:size>": Row("404 404 404 404 404 404", "405 405 405 405 405 405"),
    "c/<str:secret>/logo": Row("404 404 404 404 404 404", "405 405 405 405 405 405"),
    "c/<str:secret>/opened": Row("405 405 405 405 405 405", "204 204 204 204 204 204"),
    "c/<str:secret>/answer": Row("405 405 405 405 405 405", "422 422 422 422 422 422"),
}
