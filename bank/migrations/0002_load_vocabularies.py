from django.db import migrations

from bank.actions.vocabularies import load_vocabularies


def load(apps, schema_editor):
    load_vocabularies(apps)


class Migration(migrations.Migration):
    dependencies = [("bank", "0001_materials_vocabularies_files_review")]

    # Backwards the rows stay: the tables go with 0001.
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
