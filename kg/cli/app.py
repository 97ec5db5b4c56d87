"""The `kg` command: its sub-commands, and what a failure looks like to the user."""

import contextlib
import logging
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import click

from kg.errors import ConfigError, KGError, QueryError

COMMANDS = ("analyze", "bench", "build", "evaluate", "explain", "forget", "query", "train", "verify")
WRONG_USAGE, FAILED, INTERRUPTED = 2, 1, 130


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
@click.option("-v", "--verbose", is_flag=True, help="Log each step to standard error.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def kg(verbose: bool, debug: bool) -> None:
    """Build, query and explain a knowledge graph of Russian political news."""
    level = logging.DEBUG if debug else logging.INFO if verbose else logging.WARNING
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine())
    logging.basicConfig(level=level, handlers=[handler])


class _OneLine(logging.Formatter):
    """Writes a record as «warning: news/a.txt: damaged UTF-8», as the commands write theirs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record on one line."""
        return f"{record.levelname.lower()}: {' '.join(record.getMessage().split())}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code: 0, 1, 2, 3 or 130."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            # a console in cp1251 or C must not fail on a name it cannot show
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(_run(lambda: kg.main(args=given, prog_name="kg", standalone_mode=False), debug="--debug" in given))


def _run(command: Callable[[], Any], *, debug: bool) -> int:
    try:
        result = command()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _fail("interrupted; what was finished before is kept", INTERRUPTED)
    except click.ClickException as error:
        return _fail(error.format_message(), WRONG_USAGE)
    except BrokenPipeError:
        sys.stdout = None  # the reader went away; nothing is left to say
        return 0
    except KGError as error:
        if debug:
            raise
        return _fail(str(error), WRONG_USAGE if isinstance(error, ConfigError | QueryError) else FAILED)
    except MemoryError:
        return _fail("memory ran out; read fewer or smaller articles at once", FAILED)
    return result if isinstance(result, int) else 0


def _fail(message: str, code: int) -> int:
    click.echo(f"error: {' '.join(message.split())}", err=True)
    return code
