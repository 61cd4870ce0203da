"""What orders are made from. Prices in minor units of the company's currency. Nothing here is ever deleted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fieldwork.collation.model_fields import Folded, SortKey
from fieldwork.measures.currencies import Currency
from fieldwork.measures.limits import MAX_PRICE

SEARCHED = ("name", "code", "contact", "job_title", "email", "phone", "address")
"""What a row is found by, as far as it has it."""


class PaperSize(models.TextChoices):
    """Sheets a document is laid out for."""

    A4 = "a4", "A4"
    LETTER = "letter", "US Letter"


class Company(models.Model):
    """The service provider: one row, with id 1."""

    name = models.CharField(_("Name"), max_length=200)
    tax_id = models.CharField(_("Tax id"), max_length=50, blank=True)
    address = models.TextField(_("Address"), max_length=500, blank=True)
    phone = models.CharField(_("Phone"), max_length=50, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    logo = models.BinaryField(null=True, editable=False)
    logo_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    currency = models.CharField(_("Currency"), max_length=3)
    digits = models.PositiveSmallIntegerField(default=2, editable=False)
    language = models.CharField(_("Language"), max_length=10)
    time_zone = models.CharField(_("Time zone"), max_length=50)
    paper = models.CharField(_("Paper"), max_length=10, choices=PaperSize.choices, default=PaperSize.A4)
    own_release_forbidden = models.BooleanField(_("Nobody releases an order they created themselves"), default=True)
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="company_is_one"),
            models.CheckConstraint(condition=~Q(name=""), name="company_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def priced_in(self) -> Currency:
        """The currency of the master data's prices; its digits are those that the company began with."""
        return Currency(self.currency, self.digits)


class Logo(models.Model):
    """Every logo the company ever had: a document that shows one can be made, and made again, at any time."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    png = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256


class MasterDataRow(models.Model):
    """What every list of master data has: a code, a name, and whether it is still offered.

    `sort_key` is the name as the company's language sorts.
    `search` holds what people find the row by, folded.
    """

    code = models.SlugField(_("Code"), max_length=50, unique=True)
    name = models.CharField(_("Name"), max_length=200)
    active = models.BooleanField(_("Active"), default=True)
    search = Folded(of=SEARCHED)
    sort_key = SortKey()

    class Meta:
        abstract = True
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["sort_key", "id"], name="%(class)s_in_order")]

    def __str__(self) -> str:
        return self.name


class OrderType(MasterDataRow):
    """What kind of work an order is: "Computer repair"; and what its statements show beyond what was confirmed."""

    shows_plan = models.BooleanField(_("Statements show the plan beside what was confirmed"), default=False)
    appends_photos = models.BooleanField(_("Statements end with the photos of the confirmations"), default=False)

    class Meta(MasterDataRow.Meta):
        verbose_name = _("Order type")
        constraints = [models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="order_type_named")]


class Client(MasterDataRow):
    """Who is served and pays."""

    contact = models.CharField(_("Contact"), max_length=100, blank=True)
    address = models.TextField(_("Address"), max_length=500, blank=True)
    phone = models.CharField(_("Phone"), max_length=50, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    copies_to = models.TextField(_("Copies to"), max_length=500, blank=True)
    language = models.CharField(_("Language of documents"), max_length=10, blank=True)
    no_mail = models.BooleanField(_("No mail by rule to this client"), default=False)

    class Meta(MasterDataRow.Meta):
        verbose_name = _("Client")
        constraints = [models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="client_named")]


class ProductKind(models.TextChoices):
    """A product is a material or a service."""

    MATERIAL = "material", _("Material")
    SERVICE = "service", _("Service")


class Product(models.Model):
    """A material or a service with its price per unit; `search` and `sort_key` as in MasterDataRow."""

    kind = models.CharField(_("Kind"), max_length=10, choices=ProductKind.choices)
    code = models.SlugField(_("Code"), max_length=50)
    name = models.CharField(_("Name"), max_length=200)
    unit = models.CharField(_("Unit"), max_length=30)
    price = models.BigIntegerField(_("Price"))
    active = models.BooleanField(_("Active"), default=True)
    search = Folded(of=SEARCHED)
    sort_key = SortKey()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="product_code_once"),
            models.CheckConstraint(condition=Q(kind__in=ProductKind.values), name="product_kind_known"),
            models.CheckConstraint(condition=Q(price__gte=0, price__lte=MAX_PRICE), name="product_price_fits"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name="") & ~Q(unit=""), name="product_named"),
        ]

    def __str__(self) -> str:
        return self.name


class Worker(MasterDataRow):
    """Somebody whose hours are charged; `price` per hour. May be one of the people who sign in."""

    job_title = models.CharField(_("Job title"), max_length=100, blank=True)
    price = models.BigIntegerField(_("Price per hour"))
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="worker",
        verbose_name=_("Signs in as"),
    )

    class Meta(MasterDataRow.Meta):
        verbose_name = _("Worker")
        constraints = [
            models.CheckConstraint(condition=Q(price__gte=0, price__lte=MAX_PRICE), name="worker_price_fits"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="worker_named"),
        ]
