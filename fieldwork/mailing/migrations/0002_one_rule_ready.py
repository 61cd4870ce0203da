from django.db import migrations


def add_rule(apps, schema_editor):
    """One sensible rule stands ready, switched off: the client gets the document at release and at closing."""
    apps.get_model("mailing", "Rule").objects.create(
        name="The client gets the document", active=False, released=True, closed=True, to_client=True
    )


class Migration(migrations.Migration):

    dependencies = [
        ('mailing', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(add_rule, migrations.RunPython.noop),
    ]
