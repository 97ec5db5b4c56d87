"""What the library logs, as lines on standard error, and the options that ask for more of it."""

import logging
import sys
from collections.abc import Callable
from typing import TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., object])
OPTIONS = (
    (("--debug",), logging.DEBUG, "Log more, and show the traceback of an error."),
    (("-v", "--verbose"), logging.INFO, "Log each step to standard error."),
)


class _OneLine(logging.Formatter):
    """Writes a record as «warning: news/a.txt: damaged UTF-8», as the commands write theirs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record on one line, the traceback of an error below it."""
        line = f"{record.levelname.lower()}: {' '.join(record.getMessage().split())}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def configure_logs() -> None:
    """Show the warnings of the package, and nothing of what other libraries say."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine())
    logging.basicConfig(level=logging.CRITICAL, handlers=[logging.NullHandler()])
    logger = logging.getLogger("kg")
    logger.handlers = [handler]
    logger.setLevel(logging.WARNING)


def log_options(function: Function) -> Function:
    """Give a command the options --verbose and --debug, so that they may stand before and behind its name."""
    for flags, level, text in OPTIONS:
        function = click.option(*flags, is_flag=True, expose_value=False, help=text, callback=_raiser(level))(function)
    return function


def _raiser(level: int) -> Callable[[click.Context, click.Parameter, bool], None]:
    def raise_level(_context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
        logger = logging.getLogger("kg")
        if wanted and level < logger.level:
            logger.setLevel(level)

    return raise_level
