"""How the administrator of the demonstration set the site up, and what is left to do."""

from functools import partial

from accounts.models import User
from home.actions.mail_test import confirm_arrival, request_test
from home.actions.setup import confirm_step, skip_step
from home.actions.statements import record_controller
from home.demo import content
from home.demo.people import address
from home.demo.stage import Stage
from home.models import (
    DataController,
    MailTest,
    MailTestState,
    MailTrouble,
    SetupStep,
)

ADMINISTRATOR = "admin"
_REFUSED = "535 5.7.8 Authentication credentials invalid"
_WHY_NO_STARTER = "Gmina pokazowa ma własne materiały."


def plan_setup(stage: Stage) -> None:
    """Settle most steps of the setup list; the copies are to be confirmed again."""
    admin = stage.people[ADMINISTRATOR]
    stage.plan(partial(_name_controller, admin), days=118)
    stage.plan(partial(_test_mail, admin, refused=True), days=117, hours=5)
    stage.plan(partial(_test_mail, admin, refused=False), days=117)
    stage.plan(
        partial(skip_step, SetupStep.STARTER, reason=_WHY_NO_STARTER, by=admin),
        days=116,
    )
    stage.plan(partial(confirm_step, SetupStep.VOCABULARIES, by=admin), days=116)
    stage.plan(partial(confirm_step, SetupStep.BACKUP, by=admin), days=115)


def _name_controller(admin: User) -> None:
    record_controller(DataController(**content.gmina()["controller"]), by=admin)


def _test_mail(admin: User, *, refused: bool) -> None:
    """Send a message nobody gets: a password was mistyped, then it arrived."""
    test = request_test(to=address(ADMINISTRATOR), by=admin)
    if not refused:
        confirm_arrival(test)
        return
    MailTest.objects.filter(pk=test.pk).update(
        state=MailTestState.REFUSED, trouble=MailTrouble.LOGIN, answer=_REFUSED
    )
