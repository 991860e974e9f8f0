from django.db import migrations

FIRST = [
    ("wf", "wychowanie fizyczne"),
    ("ok", "ocenianie kształtujące"),
    ("matma", "matematyka"),
    ("infa", "informatyka"),
    ("gw", "godzina wychowawcza"),
    ("wos", "wiedza o społeczeństwie"),
    ("edb", "edukacja dla bezpieczeństwa"),
    ("wdż", "wychowanie do życia w rodzinie"),
]


def add(apps, schema_editor):
    synonyms = apps.get_model("search", "Synonym")
    for word, meaning in FIRST:
        synonyms.objects.get_or_create(word=word, meaning=meaning)


def remove(apps, schema_editor):
    synonyms = apps.get_model("search", "Synonym")
    for word, meaning in FIRST:
        synonyms.objects.filter(word=word, meaning=meaning).delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0002_add_synonyms_and_needs")]
    operations = [migrations.RunPython(add, remove)]
