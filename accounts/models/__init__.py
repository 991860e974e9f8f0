from accounts.models.access_group import AccessGroup, AccessGroupMember
from accounts.models.address_change import AddressChange
from accounts.models.audit import AuditChain, AuditEntry, AuditVerb
from accounts.models.departure import (
    Departure,
    DepartureState,
    Handover,
    HandoverState,
)
from accounts.models.institution import Institution, InstitutionGroup, InstitutionKind
from accounts.models.invitation import Invitation, InvitationState, MailState
from accounts.models.joining import JoinCode, JoinRequest, JoinState
from accounts.models.municipality import Municipality
from accounts.models.sign_in import SignIn
from accounts.models.staff_list import StaffList
from accounts.models.user import RoleAssignment, Theme, User
from accounts.models.viewing import Viewing

__all__ = [
    "AccessGroup",
    "AccessGroupMember",
    "AddressChange",
    "AuditChain",
    "AuditEntry",
    "AuditVerb",
    "Departure",
    "DepartureState",
    "Handover",
    "HandoverState",
    "Institution",
    "InstitutionGroup",
    "InstitutionKind",
    "Invitation",
    "InvitationState",
    "JoinCode",
    "JoinRequest",
    "JoinState",
    "MailState",
    "Municipality",
    "RoleAssignment",
    "SignIn",
    "StaffList",
    "Theme",
    "User",
    "Viewing",
]
