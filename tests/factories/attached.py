"""Materials with files, published through the real actions; and files with text."""

import io

import pptx

from accounts.models import User
from bank.actions.content import AttachedFile
from bank.actions.drafts import save_draft
from bank.actions.review import publish
from bank.actions.submission import submit_for_review
from bank.models import AuthorState, LessonPlan, Material, StoredFile
from tests.factories.bank import _reviewer, make_lesson_plan


def make_plan_with(owner: User, *files: StoredFile, **options: object) -> LessonPlan:
    """Publish a lesson plan with these files attached."""
    plan = make_lesson_plan(owner, state=AuthorState.DRAFT, **options)  # type: ignore[arg-type]
    publish_with(plan, owner, *files)
    return plan


def publish_with(plan: LessonPlan, owner: User, *files: StoredFile) -> None:
    """Publish the plan anew, with exactly these files."""
    draft_with(plan, owner, *files)
    submit_for_review(plan, by=owner, rights_confirmed=True)
    version = Material.objects.get(pk=plan.pk).edit_version
    publish(plan, by=_reviewer(), version=version)


def draft_with(plan: LessonPlan, owner: User, *files: StoredFile) -> None:
    """Save a draft of the plan with these files, whatever is published."""
    version = Material.objects.get(pk=plan.pk).edit_version
    data = {"attachments": [AttachedFile(file) for file in files]}
    save_draft(plan, by=owner, data=data, base_version=version)


def pdf_of(*pages: str) -> bytes:
    """Make a PDF with one line of plain letters on each page."""
    count = len(pages)
    font = 3 + 2 * count
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]>>",
    ]
    for number, text in enumerate(pages):
        stream = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET"
        objects += [
            f"<</Type/Page/Parent 2 0 R/Contents {4 + 2 * number} 0 R"
            f"/Resources<</Font<</F1 {font} 0 R>>>>>>",
            f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        ]
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    content, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj{each}\nendobj\n"
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    table = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}"
    trailer = f"trailer<</Size {len(places) + 1}/Root 1 0 R>>"
    start = f"startxref\n{len(content)}\n%%EOF\n"
    return f"{content}{table}{trailer}\n{start}".encode("latin-1")


def slides(*texts: str) -> bytes:
    show = pptx.Presentation()
    for text in texts:
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = text
    buffer = io.BytesIO()
    show.save(buffer)
    return buffer.getvalue()
