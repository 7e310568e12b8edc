"""What the command line says, in the language of the machine, before any library is there.

Reads the same catalogues as the pages do; an entry takes one line here.
"""

import os
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "i18n"
DOMAINS = ("bootstrap.po", "operations.po")
ENTRY = re.compile(r'^msgid "(.+)"\nmsgstr "(.+)"$', re.MULTILINE)


def machine_language() -> str:
    """The language the machine speaks: `es_AR`, `pt_BR` or `en`."""
    for name in ("COOP_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return {"es": "es_AR", "pt": "pt_BR"}.get(value[:2].lower(), "en")
    return "en"


def N_(message: str) -> str:
    """Mark a sentence for translation without translating it."""
    return message


def _(message: str, **facts: object) -> str:
    """A sentence in the machine's language, its `%(places)s` filled."""
    found = message
    for domain in DOMAINS:
        try:
            text = (FOLDER / machine_language() / domain).read_text(encoding="utf-8")
        except OSError:  # English, or installed without its texts
            continue
        found = dict(ENTRY.findall(text)).get(message, found)
    return found.replace('\\"', '"') % facts if facts else found.replace('\\"', '"')


def say(*sentences: str) -> None:
    """Tell the person at the keyboard something; quotations, which are indented, get no prefix."""
    for sentence in sentences:
        sys.stderr.write(("" if sentence[:1] in ("", " ") else "coop: ") + sentence + "\n")
    sys.stderr.flush()
