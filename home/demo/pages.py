"""The pages that editors of the demonstration wrote in the CMS."""

from functools import partial

from home.demo.content import Table, pages
from home.demo.stage import Stage
from home.models import InformationPage, InstitutionPage, StartPage


def plan_pages(stage: Stage) -> None:
    for table in pages():
        stage.plan(partial(_publish, stage, table), days=table["days_ago"])


def _publish(stage: Stage, table: Table) -> None:
    texts = {key: table[key] for key in ("slug", "title", "lead")}
    page: InformationPage | InstitutionPage
    if "institution" in table:
        place = stage.institutions[table["institution"]]
        page = InstitutionPage(**texts, institution=place)
    else:
        page = InformationPage(
            **texts, show_in_menus=True, in_header=table.get("in_header", False)
        )
    page.body = [_block(stage, block) for block in table["body"]]
    page.owner = stage.people["redaktor"]
    StartPage.objects.get().add_child(instance=page)
    page.save_revision(user=page.owner).publish(user=page.owner)


def _block(stage: Stage, table: Table) -> tuple[str, object]:
    values = {key: value for key, value in table.items() if key != "block"}
    if set(values) == {"text"}:
        return table["block"], values["text"].strip()
    if "material" in values:
        material = stage.materials[values.pop("material")]
        material.refresh_from_db()  # its address came with its title
        values["address"] = material.get_absolute_url()
    return table["block"], values
