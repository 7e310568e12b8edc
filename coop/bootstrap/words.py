"""What the command line says, in the language of the machine, before any library is there.

Reads the same catalogues as the pages do; an entry with a line break or a quotation mark is not found.
"""

import os
import re
import sys
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "i18n"
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


@lru_cache(8)
def _catalog(language: str) -> "dict[str, str]":
    found: dict[str, str] = {}  # not evaluated, so an old Python does not mind
    for path in sorted((FOLDER / language).glob("*.po")):
        found.update(ENTRY.findall(path.read_text(encoding="utf-8")))
    return found


def _(message: str, **facts: object) -> str:
    """A sentence in the machine's language, its `%(places)s` filled."""
    text = _catalog(machine_language()).get(message, message)
    return text % facts if facts else text


def say(*sentences: str) -> None:
    """Tell the person at the keyboard something; quotations, which are indented, get no prefix."""
    for sentence in sentences:
        sys.stderr.write(("" if sentence[:1] in ("", " ") else "coop: ") + sentence + "\n")
    sys.stderr.flush()
