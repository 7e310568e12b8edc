"""The command line: `coop COMMAND`. Each module adds a group of its own.

A command loads what it needs when it runs, so that `--help`, and the process that only watches
over others, start at once.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

import coop
from coop.bootstrap.places import ROOT, instance_folder, is_checkout
from coop.bootstrap.words import N_, _, machine_language, say
from coop.kernel.errors import CoopError
from coop.operations import care
from coop.operations.settings import demo_config

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)

ALONE = frozenset({("records", "verify"), ("assembly", "verify")})
"""Commands of modules that need no database: a book and minutes are checked on any machine."""


FOUNDING = ("assembly", "found")
"""The command that may be the first one ever given: it makes the database it needs."""


class Commands(click.Group):
    """The commands here, and the modules' own groups once somebody asks for one."""

    def _groups(self) -> dict[str, click.Command]:
        from coop import wiring

        return dict(wiring.command_groups())

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self._groups()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = super().get_command(ctx, cmd_name)
        if found is None and any(cmd_name == module for module, _command in ALONE):
            group: click.Command = import_module(f"coop.{cmd_name}.commands").group
            return group
        return found or self._groups().get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        # A module's command works inside the application, but for those that need none.
        if name not in self.commands and (name, *rest[:1]) not in ALONE:
            from coop.app import create_app
            from coop.operations import database

            founding = (name, *rest[:1]) == FOUNDING
            if not founding and "--help" not in rest and "-h" not in rest:
                care.check_data()
            app = create_app()
            if founding:
                database.upgrade(app)
            ctx.with_resource(app.app_context())
        return name, command, rest


def use_sample(_ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    """Let every command work on the sample instead of the real data."""
    if wanted:
        sample = demo_config()
        os.environ["DATABASE_URL"] = sample["SQLALCHEMY_DATABASE_URI"]
        os.environ["COOP_INSTANCE"] = sample["COOP_INSTANCE"]


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_("Shifts, pay, production and assembly of a workplace run by its workers."),
)
@click.option(
    "--demo",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=use_sample,
    help=N_("Work on the sample of `coop demo` instead of the real data."),
)
@click.version_option(coop.__version__, message="%(version)s")
def commands() -> None:
    """All commands."""


@commands.command(help=N_("Show a sample co-op in the browser; nothing of it is real."))
@click.option("--port", default=8001, show_default=True, type=click.IntRange(1, 65535), help=N_("Port."))
@click.option("--fresh", is_flag=True, help=N_("Throw the old sample away and make one as of today."))
@click.option("--check", is_flag=True, help=N_("Start, look at the main pages, stop."))
@click.option("--no-browser", is_flag=True, help=N_("Do not open a browser."))
def demo(port: int, fresh: bool, check: bool, no_browser: bool) -> None:
    from coop.operations.demonstration import demonstrate

    sys.exit(demonstrate(port=port, fresh=fresh, check=check, browser=not no_browser))


@commands.command(
    help=N_("Run the tests; what follows is given to pytest (--all runs the slow ones too)."),
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def test(arguments: tuple[str, ...]) -> None:
    if not is_checkout():
        raise click.ClickException(
            _("the tests lie in the source folder; get it and give the command there.")
        )
    sys.stdout.flush()
    os.chdir(ROOT)
    # One process for each core, each with its own databases; a later -n in the arguments wins.
    spread = ("-n", "auto", "--dist", "worksteal")
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *spread, *arguments])  # noqa: S606


@commands.command(help=N_("Show what the machine and the data have and lack, and how to mend it."))
@click.option("--json", "as_json", is_flag=True, help=N_("For another program."))
def doctor(as_json: bool) -> None:
    from coop.app import create_app
    from coop.operations import doctor as examination

    findings = list(examination.examine(create_app))
    if as_json:
        print(json.dumps(examination.as_json(findings), ensure_ascii=False, indent=1))
    else:
        from rich.console import Console
        from rich.table import Table

        table = Table(box=None, padding=(0, 2, 0, 0))
        for title in ("", _("What"), _("Found"), _("What to do")):
            table.add_column(title)
        for finding in findings:
            table.add_row(finding.state, finding.what, finding.found, finding.fix)
        Console().print(table)
    sys.exit(any(f.state == examination.BAD for f in findings))


@commands.command(help=N_("Serve for real: brings the database up to date, watches over its processes."))
@click.option("--host", default="127.0.0.1", show_default=True, help=N_("Address; 0.0.0.0 is the network."))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help=N_("Port."))
@click.option("--http", "plain", is_flag=True, help=N_("No HTTPS although there is a certificate."))
@click.option("--behind-proxy", is_flag=True, help=N_("A proxy on this machine speaks HTTPS."))
@click.option("--backups", type=FOLDER, help=N_("Folder of the daily back-ups; better on another disk."))
@click.option("--print-systemd", is_flag=True, help=N_("Print a systemd unit that does this at every start."))
def serve(
    host: str, port: int, plain: bool, behind_proxy: bool, backups: Path | None, print_systemd: bool
) -> None:
    folder = (backups or instance_folder() / "backups").resolve()
    if print_systemd:
        from coop.operations.serving.systemd import unit

        arguments = ["--host", host, "--port", str(port), "--backups", str(folder)]
        arguments += ["--http"] * plain + ["--behind-proxy"] * behind_proxy
        print(unit(instance_folder(), arguments, writable=[folder]), end="")
        return
    from coop.operations import service

    sys.exit(service.serve(host=host, port=port, plain=plain, proxied=behind_proxy, backups=folder))


@commands.command(hidden=True, help=N_("The web process; `serve` and `demo` start it."))
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=8000)
@click.option("--certificate", type=FILE)
@click.option("--key", type=FILE)
@click.option("--behind-proxy", is_flag=True)
@click.option("--demo", "sample", is_flag=True)
def web(
    host: str, port: int, certificate: Path | None, key: Path | None, behind_proxy: bool, sample: bool
) -> None:
    from coop.operations.serving.web import Address, serve

    serve(Address(host, port, certificate, key, behind_proxy), demo=sample)


@commands.command(help=N_("The job process: long work outside the pages; `serve` and `demo` start it."))
@click.option("--demo", "sample", is_flag=True, help=N_("Work for the sample."))
def worker(sample: bool) -> None:
    from coop.app import create_app
    from coop.operations.serving.supervisor import leave_with_the_supervisor
    from coop.operations.settings import config
    from coop.web.jobs.queue import work

    leave_with_the_supervisor()
    work(create_app(config(demo=sample)))


for each in care.COMMANDS:
    commands.add_command(each)


def speak(command: click.Command) -> None:
    """Put the help of a command, and of all below it, into the machine's language."""
    command.help = _(command.help) if command.help else command.help
    for param in command.params:
        if isinstance(param, click.Option) and param.help:
            param.help = _(param.help)
    if isinstance(command, click.Group):
        for each in command.commands.values():
            speak(each)


def explain(error: BaseException) -> bool:
    """Say in one sentence what went wrong, where a person can do something about it.

    Returns:
        Whether it was such an error.
    """
    if isinstance(error, CoopError):
        from coop.web.language import say as in_language

        say(in_language(error.sentence, machine_language()))
        return True
    if type(error).__module__.startswith("sqlalchemy.") and type(error).__name__ == "OperationalError":
        said = " ".join(str(getattr(error, "orig", error)).split())
        say(_("the database does not answer. It said: %(said)s", said=said))
        return True
    return False


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code: 0 done, 1 not possible, 2 not understood."""
    speak(commands)
    try:
        code = commands.main(
            list(argv) if argv else sys.argv[1:] or ["--help"], "coop", standalone_mode=False
        )
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        say(_("stopped."))
        sys.exit(130)
    except Exception as error:
        if not explain(error):
            raise
        sys.exit(1)
