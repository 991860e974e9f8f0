"""„Mój pulpit”: what the start page shows to one signed-in person."""

from home.desk.composition import Desk, desk_of

__all__ = ["Desk", "desk_of"]
