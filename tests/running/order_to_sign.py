"""A command of the second process: a closed order that a client has to answer, with everything that they sign for."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.attachments.models import File
from fieldwork.masterdata.models import Client, OrderType, Product, Worker
from fieldwork.measures.limits import MAX_PRICE
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.release import release
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.people.models import Person
from fieldwork.sharing.actions.manage_links import make_link
from fieldwork.sharing.link_tokens import token_of
from tests.worked_example import CABLE, DIAGNOSIS, INK, Team, confirmation, confirmation_fields, made, order_fields

HIGHEST = MAX_PRICE - 100
"""Minor units: nine digits before the decimals."""

EVERYDAY = 100
"""Characters up to which nothing else is long either."""


def signed_for(name: str) -> str:
    """Where the client's page is; the client is called `name`, and if that is long, so is everything else."""
    keys = {"layla": "layla", "ogechi": "ogechi", "diego": "diego", "noor": "noor", "outsider": "otto"}
    team = Team(**{key: Person.objects.get(email=f"{mail}@nadiya.example") for key, mail in keys.items()})
    Client.objects.update(name=name)
    OrderType.objects.update(appends_photos=True)
    amount = "2"
    if len(name) > EVERYDAY:
        amount = "1"
        Product.objects.update(name=name, price=HIGHEST)
        Worker.objects.update(price=HIGHEST)
    order = made(team, description=order_fields()["description"] + "\nThe second line of it.")
    release(order.number, INK, by=team.ogechi)
    set_field_workers(order.number, [team.diego.email], by=team.layla)
    done = confirmation_fields(
        [(CABLE, amount), (DIAGNOSIS, amount)],
        "9999:59" if amount == "1" else "1.5",
        last=True,
        note=f"Behind the door, left\n{name}",
        office_note="They never pay",
        files=[str(picture_of(team.diego).pk)],
    )
    confirm(order.number, confirmation(done, order), by=team.diego)
    return f"/c/{token_of(make_link(order, by=team.layla).nonce)}"


def picture_of(person: Person) -> File:
    """A photo that the person has sent, for a form or message of theirs."""
    out = BytesIO()
    Image.new("RGB", (1600, 1200), "#1d6f78").save(out, "JPEG")
    return store_upload(SimpleUploadedFile("rack.jpg", out.getvalue()), by=person)
