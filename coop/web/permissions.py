"""Who may do what: every permission of the program, on this one page. Default deny.

A permission is `module:thing:verb`. Its meaning is a sentence to be read aloud in the assembly.
`who` lists who holds it; nobody holds one by being an administrator, because there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

from coop.kernel.offices import AUDITOR, COORDINATOR, OFFICES, PRESIDENT, SECRETARY, TREASURER
from coop.kernel.sentences import N_

PUBLIC = "public"
"""Anybody, signed in or not."""
TERMINAL = "terminal"
"""Somebody standing at an enrolled terminal, not signed in."""
MEMBER = "member"
"""Every signed-in member."""

OFFICERS = frozenset(OFFICES)


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that may be done.

    Attributes:
        meaning: English sentence, translated where shown.
        who: holders: PUBLIC, TERMINAL, MEMBER, or offices.
        strong: asks for a password session; a PIN or badge at the terminal is not enough.
    """

    meaning: str
    who: frozenset[str]
    strong: bool = False


def _p(meaning: str, *who: str, strong: bool = False) -> Permission:
    return Permission(meaning, frozenset(who), strong)


PERMISSIONS: dict[str, Permission] = {
    # web: signing in, devices, jobs
    "web:page:open": _p(N_("See the pages that are for everybody: sign in, help, health."), PUBLIC),
    "web:session:own": _p(N_("Sign out, see and end one's own sessions."), MEMBER),
    "web:secret:own": _p(N_("Change one's own PIN or password."), MEMBER),
    "web:secret:issue": _p(
        N_("Give a member a new PIN, password or badge; two officers together."), *OFFICERS, strong=True
    ),
    "web:device:list": _p(N_("See which devices are terminals."), MEMBER),
    "web:device:enrol": _p(
        N_("Make a device a terminal or end it; two officers together."), *OFFICERS, strong=True
    ),
    "web:job:see": _p(N_("See long work and how far it is."), MEMBER),
    "web:job:stop": _p(N_("Stop long work."), *OFFICERS),
    "web:permission:list": _p(N_("See who may do what."), MEMBER),
    # records
    "records:book:list": _p(N_("See the record book and every decision, and take a copy along."), MEMBER),
    "records:book:sign": _p(N_("Sign the record book as it stands."), PRESIDENT, SECRETARY, AUDITOR),
    "records:value:erase": _p(
        N_("Erase personal data from the record book for ever; two officers together."),
        SECRETARY,
        strong=True,
    ),
    "records:paper:verify": _p(N_("Check the fingerprint of a paper."), PUBLIC),
    # documents
    "documents:paper:list": _p(N_("See the papers of the co-op and one's own."), MEMBER),
    "documents:paper:make": _p(N_("Have papers made that were promised and failed."), *OFFICERS),
    "documents:personal:read": _p(
        N_("Open a member's personal paper when duty asks it; she sees who did."),
        TREASURER,
        AUDITOR,
        strong=True,
    ),
    "documents:reading:own": _p(N_("See who opened one's personal papers."), MEMBER),
    # people
    "people:coop:see": _p(N_("See the co-op's own data, its sectors, skills and holidays."), MEMBER),
    "people:coop:change": _p(N_("Correct the letterhead of the co-op."), SECRETARY, strong=True),
    "people:skill:write": _p(
        N_("Name sectors and skills, and say who has which skill."), SECRETARY, COORDINATOR
    ),
    "people:holiday:write": _p(N_("Say on which days the co-op does not work."), SECRETARY, COORDINATOR),
    "people:member:list": _p(
        N_("See who is a member, in which sector, with which skills, and who is away."), MEMBER
    ),
    "people:member:private": _p(
        N_("See everybody's DNI, CUIT, account, birth and household; the person sees who looked."),
        SECRETARY,
        strong=True,
    ),
    "people:member:write": _p(
        N_("Write down candidates, correct entries, write down that somebody leaves."), SECRETARY, strong=True
    ),
    "people:import:run": _p(
        N_("Import people from a file, and take an import back."), SECRETARY, strong=True
    ),
    "people:own:see": _p(N_("See one's own data and who looked at them."), MEMBER),
    "people:own:language": _p(N_("Choose one's own language."), MEMBER),
    "people:own:change": _p(
        N_("Change one's own household and bank account; leave the co-op."), MEMBER, strong=True
    ),
    "people:absence:own": _p(N_("Write down one's own absences."), MEMBER),
    "people:absence:others": _p(N_("Write down absences of others."), SECRETARY, COORDINATOR),
    "people:mandate:list": _p(N_("See who holds which office, since when, by which decision."), MEMBER),
    # books
    "people:mandate:resign": _p(N_("Resign from one's own office."), MEMBER),
    "books:journal:read": _p(
        N_("Read journal and balances; other members' lines are shown as sums."),
        MEMBER,
    ),
    "books:account:read": _p(
        N_("Read every line of an account; members see who read theirs."), TREASURER, AUDITOR, strong=True
    ),
    "books:journal:export": _p(
        N_("Take the whole journal along as a file."), TREASURER, AUDITOR, strong=True
    ),
    "books:account:write": _p(N_("Add an account to the chart."), TREASURER, strong=True),
    "books:party:list": _p(N_("See the clients and suppliers."), MEMBER),
    "books:party:write": _p(N_("Write down clients and suppliers."), TREASURER, COORDINATOR),
    "books:entry:write": _p(N_("Write entries and reverse them."), TREASURER, strong=True),
    # stock
    "stock:item:list": _p(N_("See items, what there is of them, where, and every movement."), MEMBER),
    "stock:item:write": _p(N_("Add and correct items, units and places."), COORDINATOR, TREASURER),
    "stock:movement:write": _p(N_("Write down what comes in, goes out or was counted."), MEMBER),
    # production
    "production:order:list": _p(
        N_("See client orders, production orders, how things are made and the labour they ask for."), MEMBER
    ),
    "production:order:write": _p(N_("Take client orders, plan them and release work."), COORDINATOR),
    "production:order:finish": _p(N_("Say that an operation or a production order is done."), MEMBER),
    "production:method:write": _p(
        N_("Say what things are made of, by which operations, at which work centres."), COORDINATOR
    ),
    "production:import:run": _p(
        N_("Import items, bills, routings and orders from a file, and take an import back."),
        COORDINATOR,
        strong=True,
    ),
    # rota
    "rota:week:list": _p(N_("See who works when, and the plans for the weeks to come."), MEMBER),
    "rota:own:list": _p(N_("See one's own shifts and hours."), MEMBER),
    "rota:wish:own": _p(
        N_("Say which shifts one wants, would rather not have or cannot work, and take it back."), MEMBER
    ),
    "rota:wish:list": _p(
        N_("See the wishes of everybody about shifts; who opens a reason is noted and shown."), COORDINATOR
    ),
    "rota:calendar:read": _p(
        N_("Fetch a member's shifts for her calendar, by the secret address that she made."), PUBLIC
    ),
    "rota:agreement:list": _p(
        N_("See which shifts are free, and what members agree about their shifts."), MEMBER
    ),
    "rota:agreement:own": _p(
        N_("Swap one's own shifts, give them away, take free ones, and answer who asks."), MEMBER
    ),
    "rota:agreement:confirm": _p(
        N_("Confirm what members agree about their shifts, where the assembly voted that it needs it."),
        COORDINATOR,
    ),
    "rota:substitute:ask": _p(
        N_("Ask members to work for somebody who is away, or a shift that nobody has."), COORDINATOR
    ),
    "rota:paper:make": _p(N_("Have the rota printed, of a sector or of one's own month."), MEMBER),
    "rota:rule:list": _p(N_("See shift kinds, fixed posts and the rules of the rota."), MEMBER),
    "rota:setting:write": _p(
        N_("Set up shift kinds and fixed posts, and say who works which kinds of shift."), COORDINATOR
    ),
    "rota:plan:write": _p(
        N_("Make a rota, change it by hand while it is a draft, and publish it."), COORDINATOR
    ),
    "rota:amendment:own": _p(N_("Ask to have one's own hours put right, and take that back."), MEMBER),
    "rota:amendment:answer": _p(N_("Answer requests about hours, never one's own."), COORDINATOR, SECRETARY),
    "rota:hours:list": _p(
        N_("See who came and went when, and the hours of everybody."), COORDINATOR, TREASURER, AUDITOR
    ),
    "rota:hours:confirm": _p(
        N_("Confirm the hours of a period, and correct them with a reason."), COORDINATOR
    ),
    # payroll
    "payroll:period:list": _p(N_("See the pot, the rules side by side and one's own figure."), MEMBER),
    "payroll:own:read": _p(N_("See one's own payslips."), MEMBER),
    "payroll:pot:write": _p(N_("Open a month and write down its pot."), TREASURER, strong=True),
    "payroll:split:propose": _p(N_("Freeze a split to be moved in the assembly."), TREASURER, strong=True),
    "payroll:slip:issue": _p(
        N_("Issue and pay the payslips that the assembly voted."), TREASURER, strong=True
    ),
    "payroll:slip:reverse": _p(
        N_("Move that the assembly reverse a payslip."), TREASURER, AUDITOR, strong=True
    ),
    "payroll:title:write": _p(
        N_("Choose what payslips are called."), TREASURER, SECRETARY, PRESIDENT, strong=True
    ),
    "payroll:line:read": _p(
        N_("See every member's line of a split; she sees who did."), TREASURER, AUDITOR, strong=True
    ),
    "payroll:payslip:read": _p(
        N_("Open any member's payslip; she sees who did."), TREASURER, AUDITOR, strong=True
    ),
    # assembly
    "assembly:meeting:list": _p(N_("See assemblies, agendas, results and minutes."), MEMBER),
    "assembly:meeting:convene": _p(
        N_("Call an assembly and freeze its agenda."), PRESIDENT, SECRETARY, AUDITOR
    ),
    "assembly:petition:list": _p(N_("See which assemblies members ask for, and who signs."), MEMBER),
    "assembly:petition:sign": _p(N_("Ask for an assembly, and sign for one."), MEMBER),
    "assembly:meeting:lead": _p(
        N_("Open and close an assembly and put its items to the vote; only the chair of that assembly."),
        MEMBER,
    ),
    "assembly:meeting:officers": _p(
        N_(
            "Write down whom the assembly chose to chair, to count and to sign; the chair, president, "
            "secretary or auditor."
        ),
        MEMBER,
    ),
    "assembly:door:keep": _p(N_("Check people in and out at the table of an assembly."), SECRETARY),
    "assembly:door:own": _p(N_("Check oneself in and out at a terminal of the workplace."), MEMBER),
    "assembly:word:ask": _p(
        N_("Ask for the word in an open assembly, and take oneself off the list of speakers."), MEMBER
    ),
    "assembly:arrears:list": _p(
        N_("See which members are in arrears."), TREASURER, SECRETARY, PRESIDENT, AUDITOR
    ),
    "assembly:arrears:write": _p(
        N_("Write down who is in arrears, and that somebody owes nothing more."), TREASURER, strong=True
    ),
    "assembly:vote:count": _p(
        N_("Enter a count of hands; only the scrutineers, or the two tellers of that assembly."), MEMBER
    ),
    "assembly:vote:say": _p(
        N_("Say one's vote in a roll-call; its chair writes down what others say aloud."), MEMBER
    ),
    "assembly:urn:see": _p(N_("See how far a secret vote is, and its board once it is counted."), MEMBER),
    "assembly:urn:keep": _p(
        N_("Print slips, open, close and count an urn; only the two tellers of that assembly."), MEMBER
    ),
    "assembly:urn:sign": _p(
        N_("Tick off who signs and draws a slip; the secretary and the tellers of that assembly."), MEMBER
    ),
    "assembly:booth:vote": _p(
        N_("Vote with a slip at a terminal that is the booth, with nobody signed in."), TERMINAL
    ),
    "assembly:motion:list": _p(N_("See motions and what each changes for oneself."), MEMBER),
    "assembly:motion:move": _p(N_("Move a motion, and withdraw one's own."), MEMBER),
    "assembly:decision:list": _p(N_("See the register of decisions."), MEMBER),
    "assembly:decision:register": _p(N_("Enter that the authority registered a decision."), SECRETARY),
    "assembly:minutes:write": _p(
        N_("Write, fix and put right the minutes of an assembly; only the secretary and who chaired it."),
        MEMBER,
    ),
    "assembly:minutes:sign": _p(
        N_("Sign the minutes of an assembly or send them back; only who must sign them."), MEMBER
    ),
    "assembly:dissent:ask": _p(
        N_("Have dissent from a decision written down for oneself; the secretary and the chair for anybody."),
        MEMBER,
    ),
    "assembly:authority:send": _p(
        N_("Take the copy for the authority, and write down what was sent to it."), SECRETARY
    ),
    "assembly:task:give": _p(
        N_("Give out what follows from a decision."), PRESIDENT, SECRETARY, COORDINATOR, AUDITOR
    ),
    "assembly:task:write": _p(
        N_("See a task from a decision; who has it, and who gives tasks out, write what became of it."),
        MEMBER,
    ),
    "assembly:delegation:list": _p(
        N_("See who is sent as a delegate, what binds that person, and the reports."), MEMBER
    ),
    "assembly:delegation:return": _p(N_("Give one's own mandate as delegate back."), MEMBER),
    "assembly:statute:list": _p(N_("See every value of the statute and what changed it."), MEMBER),
    "assembly:screen:see": _p(N_("See the screen of the hall: quorum, motion, result."), TERMINAL, MEMBER),
    # terminal
    "terminal:home:open": _p(
        N_("Open the first page: the terminal's board, one's own page, or signing in."), PUBLIC
    ),
    "terminal:person:pick": _p(
        N_("Choose one's name at a terminal and sign in there by PIN or badge."), TERMINAL
    ),
    "terminal:own:see": _p(N_("See one's own shifts, hours and payslips at a terminal."), MEMBER),
    "terminal:own:clock": _p(N_("Clock oneself in and out at a terminal."), MEMBER),
}
