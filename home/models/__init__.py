from home.models.media import SiteDocument, SiteImage, SiteRendition
from home.models.news import News, NewsAudience
from home.models.pages import InformationPage, InstitutionPage, StartPage
from home.models.setup import (
    MailTest,
    MailTestState,
    MarkKind,
    SetupMark,
    SetupStep,
)
from home.models.statements import AccessibilityStatement, DataController

__all__ = [
    "AccessibilityStatement",
    "DataController",
    "InformationPage",
    "InstitutionPage",
    "MailTest",
    "MailTestState",
    "MarkKind",
    "News",
    "NewsAudience",
    "SetupMark",
    "SetupStep",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "StartPage",
]
