"""One workflow with one step, our own task, for every kind of material."""

from django.db import migrations

NAME = "Recenzja materiału"


def make(apps, schema_editor):
    content_type, _created = apps.get_model(
        "contenttypes", "ContentType"
    ).objects.get_or_create(app_label="bank", model="moderatorreview")
    task = apps.get_model("bank", "ModeratorReview").objects.create(
        name=NAME, content_type=content_type, active=True
    )
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(
        name=NAME, active=True
    )
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task_id=task.pk, sort_order=0
    )


def unmake(apps, schema_editor):
    tasks = apps.get_model("bank", "ModeratorReview").objects.all()
    apps.get_model("wagtailcore", "Workflow").objects.filter(
        workflow_tasks__task_id__in=tasks.values("pk")
    ).delete()
    tasks.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("bank", "0002_load_vocabularies"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make, unmake)]
