from bank.models.author import MaterialAuthor
from bank.models.curriculum import (
    Curriculum,
    CurriculumNode,
    CurriculumScope,
    CurriculumVersion,
    NodeKind,
)
from bank.models.file_text import FileText, TextState
from bank.models.from_file import FromFile, Reading
from bank.models.imported import ImportedMaterial
from bank.models.kinds import LessonPlan, LessonStep, MathGame
from bank.models.material import Material
from bank.models.material_query import MaterialQuerySet
from bank.models.review import (
    EventKind,
    MaterialEvent,
    ModeratorReview,
    ReviewAssignment,
)
from bank.models.states import AuthorState, Kind, ReviewState
from bank.models.stored_file import Attachment, DraftFile, FileState, StoredFile
from bank.models.teaching import TeachingProfile
from bank.models.use import UseDay, UseTotal
from bank.models.visibility import (
    USUAL_VISIBILITIES,
    RightsBasis,
    RightsHolder,
    Visibility,
)
from bank.models.vocabulary import (
    ClassYear,
    EducationStage,
    KeyCompetence,
    License,
    Subject,
    SubjectYear,
    TeachingMethod,
    WorkForm,
)

__all__ = [
    "USUAL_VISIBILITIES",
    "Attachment",
    "AuthorState",
    "ClassYear",
    "Curriculum",
    "CurriculumNode",
    "CurriculumScope",
    "CurriculumVersion",
    "DraftFile",
    "EducationStage",
    "EventKind",
    "FileState",
    "FileText",
    "FromFile",
    "ImportedMaterial",
    "KeyCompetence",
    "Kind",
    "LessonPlan",
    "LessonStep",
    "License",
    "Material",
    "MaterialAuthor",
    "MaterialEvent",
    "MaterialQuerySet",
    "MathGame",
    "ModeratorReview",
    "NodeKind",
    "Reading",
    "ReviewAssignment",
    "ReviewState",
    "RightsBasis",
    "RightsHolder",
    "StoredFile",
    "Subject",
    "SubjectYear",
    "TeachingMethod",
    "TeachingProfile",
    "TextState",
    "UseDay",
    "UseTotal",
    "Visibility",
    "WorkForm",
]
