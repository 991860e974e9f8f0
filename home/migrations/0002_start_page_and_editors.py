"""The root of the site: one start page, one site, one group of editors."""

from django.db import migrations

CMS_GROUP = "cms-editors"
PAGE_RIGHTS = ["add_page", "change_page", "publish_page"]
# Wagtail asks for the rights on its own models, whatever model stands in for them.
FILE_RIGHTS = [("wagtailimages", "image"), ("wagtaildocs", "document")]
VERBS = ["add", "change", "delete", "choose"]


def make_start_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    StartPage = apps.get_model("home", "StartPage")

    root = Page.objects.get(depth=1)
    # Wagtail's own welcome page and the site that stands on it.
    welcome = Page.objects.filter(depth=2, slug="home")
    Site.objects.filter(root_page__in=welcome).delete()
    welcome.delete()
    content_type, _ = ContentType.objects.get_or_create(
        app_label="home", model="startpage"
    )
    start = StartPage.objects.create(
        title="Gminny Bank Wiedzy",
        draft_title="Gminny Bank Wiedzy",
        slug="start",
        content_type=content_type,
        path=root.path + "0001",
        depth=2,
        numchild=0,
        url_path="/start/",
        locale=Locale.objects.first() or Locale.objects.create(language_code="pl"),
    )
    Page.objects.filter(pk=root.pk).update(numchild=1)
    Site.objects.create(
        hostname="localhost",
        site_name="Gminny Bank Wiedzy",
        root_page_id=start.pk,
        is_default_site=True,
    )


def remove_start_page(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Site.objects.filter(root_page__slug="start").delete()
    apps.get_model("home", "StartPage").objects.all().delete()
    Page.objects.filter(depth__gte=2).delete()
    Page.objects.filter(depth=1).update(numchild=0)


def permission(apps, app_label, model, codename):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(
        app_label=app_label, model=model
    )
    found, _ = Permission.objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": codename}
    )
    return found


def make_editors(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Page = apps.get_model("wagtailcore", "Page")
    Collection = apps.get_model("wagtailcore", "Collection")
    PagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    CollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")

    # The groups Wagtail brings would be a second way to the same rights.
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()
    editors = Group.objects.create(name=CMS_GROUP)
    editors.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
    start = Page.objects.get(depth=2, slug="start")
    for codename in PAGE_RIGHTS:
        PagePermission.objects.create(
            group=editors,
            page=start,
            permission=permission(apps, "wagtailcore", "page", codename),
        )
    root = Collection.objects.get(depth=1)
    for app_label, model in FILE_RIGHTS:
        for verb in VERBS:
            CollectionPermission.objects.create(
                group=editors,
                collection=root,
                permission=permission(apps, app_label, model, f"{verb}_{model}"),
            )


def remove_editors(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=CMS_GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_pages_news_media_statements"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [
        migrations.RunPython(make_start_page, remove_start_page),
        migrations.RunPython(make_editors, remove_editors),
    ]
