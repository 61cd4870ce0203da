"""A link is a client's; who made it and when is called what all other records call it."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """The mails that carry links must be there before the table is renamed."""

    dependencies = [("sharing", "0001_initial"), ("mailing", "0006_plain_words")]

    operations = [
        migrations.RemoveConstraint("link", "link_ends_after_it_begins"),
        migrations.RenameField("link", "made_by", "created_by"),
        migrations.RenameField("link", "made_at", "created_at"),
        migrations.AddConstraint(
            "link",
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="link_ends_after_it_begins"),
        ),
        migrations.RenameModel("Link", "ClientLink"),
    ]
