"""What a new company still needs before its first order."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.masterdata.models import Client, OrderType, Product, Worker
from fieldwork.people.models import Person


class Step(NamedTuple):
    """One line of the checklist; `url` is where it is done."""

    label: Promise
    done: bool
    url: str


def setup_steps() -> list[Step]:
    """The steps in the order they are best taken; five small questions to the database."""
    return [
        Step(_("Add an order type"), OrderType.objects.filter(active=True).exists(), reverse("order-types-new")),
        Step(_("Add a client"), Client.objects.filter(active=True).exists(), reverse("clients-new")),
        Step(_("Add a service or a material"), Product.objects.filter(active=True).exists(), reverse("services-new")),
        Step(_("Add a worker"), Worker.objects.filter(active=True).exists(), reverse("workers-new")),
        Step(
            _("Add the people you work with"),
            Person.objects.filter(is_active=True)[1:2].exists(),
            reverse("people-new"),
        ),
    ]
