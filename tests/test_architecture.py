"""What import-linter cannot see: references by string, sizes, names."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[1]
# From the top down; neighbours on one line do not know each other.
LAYERS = [
    {"config"},
    {"home"},
    {"network"},
    {"bank"},
    {"notifications", "search"},
    {"accounts"},
    {"jobs"},
]
LEVEL = {app: level for level, names in enumerate(LAYERS) for app in names}
MAX_FUNCTION, MAX_MODULE, MAX_TEMPLATE = 40, 300, 120
REASON = "longer than usual because"
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "shared", "misc"}


def _sources() -> Iterator[Path]:
    for app in LEVEL:
        yield from (
            path
            for path in (ROOT / app).rglob("*.py")
            if "migrations" not in path.parts
        )
    yield from (ROOT / "tests").rglob("*.py")


def _may_know(upper: str, lower: str) -> bool:
    return upper == lower or LEVEL[upper] < LEVEL[lower]


def test_foreign_keys_point_downwards() -> None:
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in LEVEL
        for field in model._meta.get_fields()
        if getattr(field, "concrete", False)
        and field.related_model
        and (target := field.related_model._meta.app_label) in LEVEL
        and not _may_know(model._meta.app_label, target)
    ]

    assert wrong == []


def test_templates_include_downwards() -> None:
    named = re.compile(r"""{%\s*(?:include|extends)\s+["'](\w+)/""")
    wrong = [
        f"{path.relative_to(ROOT)} → {target}"
        for app in LEVEL
        for path in (ROOT / "templates" / app).rglob("*.html")
        for target in named.findall(path.read_text(encoding="utf-8"))
        if target in LEVEL and not _may_know(app, target)
    ]

    assert wrong == []


def test_functions_are_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in _sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION
    ]

    assert long == []


def test_modules_are_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in _sources()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MAX_MODULE
        and REASON not in path.read_text(encoding="utf-8")
    ]

    assert long == []


def test_templates_are_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in (ROOT / "templates").rglob("*.html")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MAX_TEMPLATE
        and REASON not in path.read_text(encoding="utf-8")
    ]

    assert long == []


def test_no_module_is_a_drawer_for_everything() -> None:
    wrong = [path for path in _sources() if path.stem in FORBIDDEN_NAMES]

    assert wrong == []


def test_no_signal_of_our_own_and_receivers_in_their_place() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in _sources()
        if path.parts[len(ROOT.parts)] != "tests"
        and re.search(r"\bSignal\(|@receiver\b|\.connect\(", path.read_text("utf-8"))
        and path.stem not in {"receivers", "apps"}
        and "receivers" not in path.parts
    ]

    assert wrong == []


def test_project_names_no_machine_and_no_package_host() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    # Put together from pieces, so that this file does not match itself.
    told = re.compile("|".join(["/" + "root/", "pypi" + r"\.org", "npmjs" + r"\.org"]))
    wrong = [
        name
        for name in tracked
        if Path(name).suffix in {".py", ".md", ".toml", ".lock", ".sh", ".html", ".js"}
        and told.search((ROOT / name).read_text(encoding="utf-8"))
    ]

    assert wrong == []
