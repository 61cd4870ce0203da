"""Every entry of a confirmation says whether it was the last one: early ones left that to the confirmation."""

from django.db import migrations


def fill(apps, schema_editor):
    entries = apps.get_model("orders", "Entry").objects.using(schema_editor.connection.alias)
    confirmations = apps.get_model("orders", "Confirmation").objects.using(schema_editor.connection.alias)
    lacking = entries.filter(kind="confirmed").exclude(data__has_key="last")
    for entry in lacking.only("order_id", "data").iterator(chunk_size=1000):
        last = confirmations.filter(order=entry.order_id, number=entry.data["confirmation"], last=True).exists()
        entries.filter(pk=entry.pk).update(data={**entry.data, "last": last})


class Migration(migrations.Migration):
    dependencies = [("orders", "0009_plain_words")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
