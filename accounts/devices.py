"""What a browser says of itself, in the few words a person would use."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from django.utils.translation import gettext as _

# The first that fits: nearly every browser also calls itself by another's name.
_BROWSERS = (
    ("Edge", r"\bEdg(e|A|iOS)?/"),
    ("Opera", r"\b(OPR|Opera)/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("Chrome", r"(Chrome|Chromium|CriOS)/"),
    ("Safari", r"\bSafari/"),
)
_SYSTEMS = (
    ("Android", r"\bAndroid\b"),
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Windows", r"\bWindows\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("macOS", r"\bMac OS X\b"),
    ("Linux", r"\bLinux\b"),
)
# Nobody reads a megabyte to learn the name of a browser.
_ENOUGH = 400


@dataclass(frozen=True)
class Device:
    """A browser and the system it runs on; either may be unknown."""

    browser: str
    system: str

    def __str__(self) -> str:
        known = [name for name in (self.browser, self.system) if name]
        return ", ".join(known) or _("unknown device")


def device_of(user_agent: str) -> Device:
    """Read the header a browser introduces itself with."""
    said = user_agent[:_ENOUGH]
    return Device(_first(_BROWSERS, said), _first(_SYSTEMS, said))


def _first(names: tuple[tuple[str, str], ...], said: str) -> str:
    return next((name for name, sign in names if re.search(sign, said)), "")


def network_of(address: str) -> str:
    """Give the wide surroundings of an address: enough to tell home from elsewhere.

    The rest is not kept, so that nobody can be followed by it.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return ""
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    if isinstance(ip, IPv6Address):
        return ":".join(ip.exploded.split(":")[:2]) + ":x"
    return ".".join(str(ip).split(".")[:2]) + ".x.x"
