"""Ticks are jobs, and what came to no end is counted as crashes."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Other names of the table, a column, a constraint and an index."""

    dependencies = [("followups", "0002_unended")]

    operations = [
        migrations.RenameModel("Tick", "Job"),
        migrations.RenameField("job", "unended", "crashes"),
        migrations.RemoveConstraint("job", "tick_once"),
        migrations.AddConstraint("job", models.UniqueConstraint(fields=["entry", "name"], name="job_once")),
        migrations.RemoveIndex("job", "tick_open"),
        migrations.AddIndex("job", models.Index(fields=["next_try_at"], condition=Q(done_at=None), name="job_open")),
    ]
