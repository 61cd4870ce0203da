"""A browser that shows pushes is a subscription, as the web platform calls it; what people chose are preferences."""

from django.db import migrations, models
from django.db.models import Q

CONCERNS = ["release", "added", "mentioned", "replied", "released", "confirmed", "closed", "late"]


class Migration(migrations.Migration):
    """Small tables, so their constraints get the new names, too."""

    dependencies = [("notices", "0003_digest")]

    operations = [
        migrations.RemoveConstraint("choice", "choice_once"),
        migrations.RemoveConstraint("choice", "choice_concern_known"),
        migrations.RenameModel("Choice", "NoticePreference"),
        migrations.AddConstraint(
            "noticepreference", models.UniqueConstraint(fields=["person", "concern"], name="preference_once")
        ),
        migrations.AddConstraint(
            "noticepreference",
            models.CheckConstraint(condition=Q(concern__in=CONCERNS), name="preference_concern_known"),
        ),
        migrations.RemoveConstraint("rhythm", "rhythm_of_a_day"),
        migrations.RemoveConstraint("rhythm", "rhythm_of_mail"),
        migrations.RenameModel("Rhythm", "NoticeSchedule"),
        migrations.AddConstraint(
            "noticeschedule",
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_to=None) | Q(quiet_from__lt=1440, quiet_to__lt=1440),
                name="schedule_of_a_day",
            ),
        ),
        migrations.AddConstraint(
            "noticeschedule",
            models.CheckConstraint(condition=Q(mail_at__lt=1440, mail_after__gte=1), name="schedule_of_mail"),
        ),
        migrations.RenameField("notice", "made_at", "created_at"),
        migrations.RemoveConstraint("push", "push_once"),
        migrations.RenameModel("Device", "PushSubscription"),
        migrations.RenameField("pushsubscription", "made_at", "created_at"),
        migrations.RenameField("push", "device", "subscription"),
        migrations.RenameField("push", "made_at", "created_at"),
        migrations.AddConstraint(
            "push", models.UniqueConstraint(fields=["notice", "subscription"], name="push_once")
        ),
    ]
