"""Texts in three languages, amounts and days as people write them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from coop.kernel.money import Money
from coop.web.language import FOLDER, NotAnAmount, cuit, dni, fold, hours, money, parse_money

ROOT = Path(__file__).parents[2]
PLACES = re.compile(r"%\((\w+)\)s")
TRANSLATED = ("es_AR", "pt_BR")


def texts_of_code() -> dict[str, str]:
    """Every message id in the code and templates, with the file it stands in."""
    found: dict[str, str] = {}
    keywords = {"_": None, "N_": None, "ngettext": (1, 2), "_p": None}
    for path in sorted((ROOT / "coop").rglob("*.py")):
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract("python", file, keywords=keywords):
                found[message if isinstance(message, str) else message[0]] = str(path.relative_to(ROOT))
    for path in sorted((ROOT / "templates").rglob("*.html")):
        with path.open("rb") as file:
            for _line, _name, message, _comments in _jinja(file):
                first = message if isinstance(message, str | None) else message[0]
                found[first or ""] = str(path.relative_to(ROOT))
    found.pop("", None)
    return found


def _jinja(file):  # type: ignore[no-untyped-def]
    from jinja2.ext import babel_extract

    return babel_extract(file, ["_", "ngettext"], [], {})


@pytest.mark.parametrize("to", TRANSLATED)
def test_every_text_is_translated_and_keeps_its_places(to: str) -> None:
    have: dict[str, object] = {}
    for path in sorted((FOLDER / to).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=to):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    assert not message.fuzzy, f"{path.name}: {key}"
                    have[key] = message.string
    wrong = []
    for text, place in texts_of_code().items():
        string = have.get(text)
        if not string or (isinstance(string, tuple) and not all(string)):
            wrong.append(f"{place}: {text!r} is missing")
            continue
        for each in (string,) if isinstance(string, str) else string:
            if set(PLACES.findall(each)) - set(PLACES.findall(text)) - {"num"}:
                wrong.append(f"{place}: {text!r} has other places in {each!r}")
            if isinstance(string, str) and set(PLACES.findall(text)) - set(PLACES.findall(each)):
                wrong.append(f"{place}: {each!r} lost a place of {text!r}")
    assert not wrong, f"{len(wrong)} texts in {to}:\n" + "\n".join(wrong[:60])


def test_no_bare_text_stands_in_a_template() -> None:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}", "|", path.read_text("utf-8"), flags=re.S)
        text = STYLE.sub(lambda found: "|".join(re.findall(r'"([^"]*)"', found[1] or found[2])), text)
        text = re.sub(r"\{%.*?%\}|<[^>]*>", "|", text, flags=re.S)
        words = [w for w in re.findall(r"[A-Za-zÁÉÍÓÚáéíóúñ]{3,}", text) if w not in BARE]
        assert not words, f"{path.relative_to(ROOT)}: {words[:5]}"


STYLE = re.compile(r"<style>(.*?)</style>|\{% block css %\}(.+?)\{% endblock %\}", re.S)
"""Style sheets inside a template: of them only what stands in quotes is text."""

BARE = {
    "DEMO",
    "coop",
    "AGPL",
    "later",
    "doctype",
    "html",
    "CUIT",
    "QR",
    "SHA",
    "DNI",
    "CBU",
    "PIN",
    "nbsp",
    "middot",
    "PDF",
}


def test_every_message_of_an_error_is_marked_for_translation() -> None:
    for path in sorted((ROOT / "coop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                for item in node.body:
                    if isinstance(item, ast.Assign) and getattr(item.targets[0], "id", "") == "message":
                        assert isinstance(item.value, ast.Call), f"{path}:{item.lineno} is not marked by N_"


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1.234,50", 123450),
        ("1234,5", 123450),
        ("1234.50", 123450),
        ("$ 1.234", 123400),
        ("812.450,50", 81245050),
        ("1,234.50", 123450),
        ("-5", -500),
        ("0,05", 5),
    ],
)
def test_amounts_are_read_as_people_type_them(text: str, minor: int) -> None:
    assert parse_money(text) == Money(minor)


@pytest.mark.parametrize(
    "text", ["", "abc", "1,2,3", "1.23.4", "1,234", "12,345", "1e5", "0,001", "9" * 30, "NaN"]
)
def test_amounts_that_are_none_or_doubtful_are_refused(text: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_money(text)


@given(st.integers(-(10**12), 10**12).map(Money), st.sampled_from(["es_AR", "en", "pt_BR"]))
def test_an_amount_shown_is_read_back(amount: Money, to: str) -> None:
    assert parse_money(money(amount, to)) == amount


def test_formats() -> None:
    assert money(Money(81245050), "es_AR") == "$\u00a0812.450,50"
    assert money(Money(-5), "en") == "-$\u00a00.05"
    assert hours(9150) == "152:30"
    assert hours(261_347) == "4.355:47"
    assert hours(-261_347, "en") == "-4,355:47"
    assert (cuit("30712345678"), cuit(None), cuit("30")) == ("30-71234567-8", "", "30")
    assert (dni("30123456"), dni("5123456"), dni(None), dni("M1")) == ("30.123.456", "5.123.456", "", "M1")
    assert fold("Núñez") == "nunez"
