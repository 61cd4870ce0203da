from django.db import migrations

from fieldwork.collation.folded_text import LATIN

AT_ONCE = 1000


def fold_more(apps, _editor):
    """Letters such as ł and ø are found by l and o: the words were folded before, but for these."""
    texts, table, last = apps.get_model("search", "Text").objects, str.maketrans(dict(LATIN)), 0
    while found := list(texts.filter(pk__gt=last).order_by("pk").only("words")[:AT_ONCE]):
        last = found[-1].pk
        for text in found:
            if not text.words.isascii() and (words := text.words.translate(table)) != text.words:
                texts.filter(pk=text.pk).update(words=words)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(fold_more, migrations.RunPython.noop)]
