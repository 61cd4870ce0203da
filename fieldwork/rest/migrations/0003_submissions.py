"""Submissions of pages and client links are recorded beside the calls of the API, with what they wrote."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("rest", "0002_plain_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("IdempotencyRecord", "result_type", models.CharField(blank=True, default="", max_length=50), preserve_default=False),
        migrations.AddField("IdempotencyRecord", "result_id", models.CharField(blank=True, default="", max_length=40), preserve_default=False),
        migrations.AlterField("IdempotencyRecord", "person", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
        migrations.AlterField("IdempotencyRecord", "fingerprint", models.CharField(blank=True, max_length=64)),
        migrations.AlterField("IdempotencyRecord", "body", models.TextField(blank=True, default="")),
        migrations.AddIndex("IdempotencyRecord", models.Index(condition=~Q(result_id=""), fields=["result_type", "result_id"], name="idempotency_result")),
        migrations.AddConstraint("IdempotencyRecord", models.UniqueConstraint(condition=Q(person=None), fields=("key",), name="idempotency_key_of_clients")),
    ]
