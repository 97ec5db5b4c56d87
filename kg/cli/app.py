"""The `kg` command: its sub-commands, and what a failure looks like to the user."""

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import click

from kg.cli import INTERRUPTED
from kg.cli.logs import configure_logs, log_options
from kg.errors import ConfigError, KGError, QueryError, one_line

COMMANDS = (
    "analyze", "ask", "bench", "build", "evaluate", "explain", "export", "forget", "query", "review", "serve", "train",
    "verify",
)  # fmt: skip
WRONG_USAGE, FAILED = 2, 1


class _Commands(click.Group):
    """Sub-commands that are imported when they are called: `kg query` need not load the networks."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"kg.cli.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kgnews", prog_name="kg")
@log_options
def kg() -> None:
    """Build, query and explain a knowledge graph of Russian political news.

    \b
    kg build news/ -o output/                  articles in, graph out
    kg query leaders --of Казахстан            ask the graph
    kg ask "Кто участвовал в саммите ОДКБ?"    ask it in Russian
    kg explain "Путин прибыл в Астану."        see what is found in a text
    """


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            # a console in cp1251 or C must not fail on a name it cannot show
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    configure_logs()
    given = list(arguments)
    return _run(lambda: kg.main(args=given, prog_name="kg", standalone_mode=False), debug="--debug" in given)


def _run(command: Callable[[], Any], *, debug: bool) -> int:
    try:
        result = command()
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _fail("interrupted; what was finished before is kept", INTERRUPTED)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        return WRONG_USAGE
    except click.ClickException as error:
        return _fail(error.format_message(), WRONG_USAGE)
    except BrokenPipeError:
        _drop_stdout()
        return 0
    except Exception as error:
        if debug:
            raise
        return _fail(_message(error), WRONG_USAGE if isinstance(error, ConfigError | QueryError) else FAILED)
    return result if isinstance(result, int) else 0


def _message(error: Exception) -> str:
    if isinstance(error, KGError):
        return str(error)
    if isinstance(error, MemoryError):
        return f"memory ran out: {error if str(error) else 'read fewer or smaller articles at once'}"
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)
    return f"unexpected {type(error).__name__}: {error} (a defect of kg: --debug shows where)"


def _drop_stdout() -> None:
    """Send what is still to be written nowhere: the reader of the pipe went away."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, code: int) -> int:
    with contextlib.suppress(OSError):  # standard error may be closed as well
        click.echo(f"error: {one_line(message)}", err=True)
    return code
