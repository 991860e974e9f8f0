"""What institutions of the demonstration say about themselves."""

from functools import partial

from home.actions.profiles import ProfileText, describe_institution
from home.demo.content import Table, profiles
from home.demo.files import shown_picture
from home.demo.stage import Stage

DAYS_AGO = 60


def plan_profiles(stage: Stage) -> None:
    for table in profiles():
        stage.plan(partial(_describe, stage, table), days=DAYS_AGO)


def _describe(stage: Stage, table: Table) -> None:
    describe_institution(
        stage.institutions[table["institution"]],
        ProfileText(
            description=table["description"].strip(),
            street=table["street"],
            postcode=table["postcode"],
            phone=table["phone"],
            email=table["email"],
            website=table.get("website", ""),
            hours=table["hours"],
            shows_head=table["shows_head"],
        ),
        picture=shown_picture(table, owner=stage.people[table["author"]]),
    )
