"""What somebody chose are columns."""

from django.db import migrations


class Migration(migrations.Migration):
    """Another name of the table."""

    dependencies = [("lists", "0002_saved_views")]

    operations = [migrations.RenameModel("Choice", "ColumnChoice")]
