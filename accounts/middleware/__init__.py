from accounts.middleware.cms_door import CmsDoor
from accounts.middleware.private_answers import PrivateAnswers
from accounts.middleware.second_factor import SecondFactor
from accounts.middleware.session_lifetime import SessionLifetime
from accounts.middleware.view_as import ViewAs

__all__ = ["CmsDoor", "PrivateAnswers", "SecondFactor", "SessionLifetime", "ViewAs"]
