"""Editors look after moved addresses, as they do after pages."""

from django.db import migrations

CMS_GROUP = "cms-editors"
VERBS = ["add", "change", "delete", "view"]
MODEL = "movedaddress"


def give_rights(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _ = ContentType.objects.get_or_create(app_label="home", model=MODEL)
    editors = Group.objects.filter(name=CMS_GROUP).first()
    for verb in VERBS:
        right, _ = Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{verb}_{MODEL}",
            defaults={"name": f"Can {verb} {MODEL}"},
        )
        if editors:
            editors.permissions.add(right)


def take_rights(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    rights = Permission.objects.filter(
        content_type__app_label="home", content_type__model=MODEL
    )
    for group in Group.objects.filter(name=CMS_GROUP):
        group.permissions.remove(*rights)


class Migration(migrations.Migration):
    dependencies = [("home", "0005_add_moved_addresses")]

    operations = [migrations.RunPython(give_rights, take_rights)]
