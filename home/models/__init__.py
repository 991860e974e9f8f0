from home.models.media import SiteDocument, SiteImage, SiteRendition
from home.models.moved import MovedAddress
from home.models.news import News, NewsAttachment, NewsAudience
from home.models.pages import InformationPage, InstitutionPage, StartPage
from home.models.picture import Picture
from home.models.profile import InstitutionProfile
from home.models.setup import (
    MailTest,
    MailTestState,
    MailTrouble,
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
    "InstitutionProfile",
    "MailTest",
    "MailTestState",
    "MailTrouble",
    "MarkKind",
    "MovedAddress",
    "News",
    "NewsAttachment",
    "NewsAudience",
    "Picture",
    "SetupMark",
    "SetupStep",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "StartPage",
]
