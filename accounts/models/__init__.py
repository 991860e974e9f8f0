from accounts.models.access_group import AccessGroup, AccessGroupMember
from accounts.models.audit import AuditChain, AuditEntry, AuditVerb
from accounts.models.institution import Institution, InstitutionGroup, InstitutionKind
from accounts.models.municipality import Municipality
from accounts.models.user import RoleAssignment, Theme, User

__all__ = [
    "AccessGroup",
    "AccessGroupMember",
    "AuditChain",
    "AuditEntry",
    "AuditVerb",
    "Institution",
    "InstitutionGroup",
    "InstitutionKind",
    "Municipality",
    "RoleAssignment",
    "Theme",
    "User",
]
