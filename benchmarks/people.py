"""How long it takes to try a file of people and to invite them, next to reading it.

`GBW_DATA=/scratch python -m benchmarks.people [people]` – 500 by default. Works in a
transaction that is rolled back; mails are queued, as they would be, and not sent.
"""

# ruff: noqa: E402 - Django is set up before its models are read

import io
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from accounts.actions.staff_lists import keep_list, send_list
from accounts.importing.people import read_people
from accounts.importing.tables import read_text
from accounts.importing.verdicts import judge
from accounts.models import Institution, User
from accounts.roles import Role
from jobs.models import Job

T = TypeVar("T")


def file_of(number: int) -> bytes:
    rows = io.StringIO()
    rows.write("E-mail;Imię;Nazwisko;Rola\r\n")
    for n in range(number):
        rows.write(f"osoba{n}@szkola.example;Żaneta;Łąkowska;nauczyciel\r\n")
    return rows.getvalue().encode("cp1250")


def timed(label: str, work: Callable[[], T]) -> T:
    before, started = len(connection.queries_log), time.perf_counter()
    result = work()
    seconds = time.perf_counter() - started
    asked = len(connection.queries_log) - before
    print(f"{label:44}{seconds * 1000:10.0f} ms{asked:8} statements")
    return result


def measure(number: int) -> None:
    place = Institution.objects.create(
        name="Szkoła pomiaru", short_name="Pomiar", slug="pomiar", kind="school"
    )
    head = User.objects.create_user("pomiar@szkola.example", institution=place)
    data = file_of(number)
    text = data.decode("cp1250")
    timed("reading the cells alone", lambda: list(read_text(text).records))
    for turn in ("first run", "second run"):
        understood = timed(
            f"{turn}: understanding the file",
            partial(read_people, data, roles=[Role.TEACHER]),
        )
        kept = keep_list(place, understood=understood, actor=head)
        verdict = timed(f"{turn}: who can be invited", partial(judge, kept))
        made = timed(
            f"{turn}: inviting {len(verdict.fresh)}",
            partial(send_list, kept, actor=head),
        )
        queued = Job.objects.filter(task="accounts.send_invitation").count()
        print(f"{turn}: {len(made)} invited now, {queued} mails queued in all")


def main() -> None:
    call_command("migrate", verbosity=0)
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    connection.force_debug_cursor = True
    print(f"load {os.getloadavg()[0]:.1f}; {connection.vendor}")
    with transaction.atomic():
        measure(number)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
