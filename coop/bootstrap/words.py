"""Sentences of the first minute, in the language of the machine, before any library is there."""

import os
import re
import sys
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


def _(message: str, **facts: object) -> str:
    """A sentence in the machine's language, its `{places}` filled."""
    try:
        text = (FOLDER / machine_language() / "bootstrap.po").read_text(encoding="utf-8")
    except OSError:
        text = ""
    found = dict(ENTRY.findall(text)).get(message, message)
    return str(found).format(**facts)


def say(*sentences: str) -> None:
    """Tell the person at the keyboard something; quotations, which are indented, get no prefix."""
    for sentence in sentences:
        sys.stderr.write(("" if sentence[:1] in ("", " ") else "coop: ") + sentence + "\n")
    sys.stderr.flush()
