"""Tokens end. Those from before hold for one more year."""

from datetime import datetime, timedelta

from django.db import migrations, models
from django.utils import timezone


def in_a_year() -> datetime:
    """Whoever has an older token is not cut off by an update."""
    return timezone.now() + timedelta(days=365)


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0007_sort_key"),
    ]

    operations = [
        migrations.AddField(
            model_name="token",
            name="expires_at",
            field=models.DateTimeField(default=in_a_year),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="token",
            name="last_used_at",
            field=models.DateTimeField(null=True),
        ),
    ]
