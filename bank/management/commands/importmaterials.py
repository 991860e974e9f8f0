from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from accounts.models import User
from bank.actions.import_materials import ImportOptions
from bank.exceptions import UnreadableFile
from bank.importing.files import FileCheck, Problem, import_file
from bank.importing.reading import count_lines
from bank.models import License, Visibility

_VISIBILITIES = [Visibility.SIGNED_IN.value, Visibility.PUBLIC.value]


class Command(BaseCommand):
    help = (
        "Import materials from a JSON Lines or CSV file. They are taken as vetted and "
        "published; --state draft leaves them as drafts. Safe to run twice: a record "
        "is known by its id, or else by its content."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--owner", required=True, help="E-mail of the person who answers for them."
        )
        parser.add_argument(
            "--state", choices=["published", "draft"], default="published"
        )
        parser.add_argument(
            "--license", default="cc-by-sa-4.0", help="Where a record names none."
        )
        parser.add_argument(
            "--visibility", choices=_VISIBILITIES, default=_VISIBILITIES[0]
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Check every line; write nothing."
        )
        parser.add_argument(
            "--all-or-nothing", action="store_true", help="Refuse all if one is bad."
        )

    def handle(self, **options: Any) -> None:
        import_options = _import_options(options)
        path: Path = options["file"]
        try:
            if options["dry_run"] or options["all_or_nothing"]:
                self._check(path, dry_run=options["dry_run"])
            if not options["dry_run"]:
                self._import(path, import_options, options["all_or_nothing"])
        except (UnreadableFile, OSError) as error:
            raise CommandError(str(error)) from error

    def _check(self, path: Path, *, dry_run: bool) -> None:
        check = FileCheck(path, self._report)
        with tqdm(total=count_lines(path), unit="line", disable=None) as bar:
            good = sum(1 for _row in check.rows(bar.update))
        if dry_run:
            self.stdout.write(f"importmaterials: {good} good, {check.bad} bad; dry run")
        elif check.bad:
            raise CommandError(f"{check.bad} bad line(s), nothing imported.")

    def _import(self, path: Path, options: ImportOptions, in_one_step: bool) -> None:
        check = FileCheck(path, self._report)
        with tqdm(total=count_lines(path), unit="line", disable=None) as bar:
            done = import_file(
                check, options, in_one_step=in_one_step, progress=bar.update
            )
        self.stdout.write(
            f"importmaterials: {done.added} added, {done.updated} updated, "
            f"{done.unchanged} unchanged, {done.kept} changed here and kept, "
            f"{check.bad} bad"
        )

    def _report(self, problem: Problem) -> None:
        self.stderr.write(str(problem))


def _import_options(options: dict[str, Any]) -> ImportOptions:
    owner = User.objects.filter(email__iexact=options["owner"]).first()
    if owner is None:
        raise CommandError(f"Nobody has the e-mail {options['owner']}.")
    license_ = License.objects.filter(code=options["license"]).first()
    if license_ is None:
        codes = ", ".join(License.objects.values_list("code", flat=True))
        raise CommandError(f"No licence {options['license']}; there are: {codes}.")
    return ImportOptions(
        owner=owner,
        published=options["state"] == "published",
        license=license_,
        visibility=Visibility(options["visibility"]),
    )
