"""The console script `hebiao`: from the command line to the exit code."""

import gc
import io
import os
import sys
from pathlib import Path
from typing import TextIO

from ingest.errors import OutputError, UsageError
from ingest.exits import Exit
from ingest.interrupts import obey_all

# Imports make hundreds of thousands of objects that stay; looking through them for garbage again and again
# takes a tenth of the time of checking one file.
_OBJECTS_BETWEEN_COLLECTIONS = 500_000


def main() -> int:
    """Run the command that stands on the command line and return its exit code."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    # The search for plugins reads the metadata of every installed package, 10 ms; there are none to be found.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    obey_all()
    sys.stdout = _stream(sys.stdout)
    sys.stderr = _stream(sys.stderr)
    try:
        code = _call(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = _complain("已中断，已完成的保留。", Exit.INTERRUPTED)
    except BrokenPipeError:
        code = Exit.DONE  # whoever reads the output has seen enough
        _drop_output()
    except OSError as error:
        code = _complain(f"结果无法输出（系统错误 {error.errno}）。", Exit.UNWRITABLE_OUTPUT)
        _drop_output()
    gc.freeze()  # all goes with the process; the interpreter need not look through it once more
    return code


def _stream(stream: TextIO | None) -> TextIO:
    """Where to print, in UTF-8; what is printed goes nowhere where the caller has closed it."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")  # an argument comes out as it came in
    return stream or Path(os.devnull).open("w", encoding="utf-8")


def _call(arguments: list[str]) -> int:
    import typer

    from ingest.desk_commands import app
    from ingest.usage import in_chinese
    from schema.notice import NoticeError

    command = typer.main.get_command(app)
    try:
        with command.make_context("hebiao", arguments) as context:
            return int(command.invoke(context))
    except typer.Exit as done:
        return done.exit_code
    except (UsageError, NoticeError) as error:
        return _complain(str(error), Exit.USAGE)
    except OutputError as error:
        return _complain(str(error), Exit.UNWRITABLE_OUTPUT)
    except typer.TyperException as error:
        return _complain(f"{in_chinese(error)}用法见 hebiao --help。", Exit.USAGE)


def _complain(sentence: str, code: Exit) -> Exit:
    from reports.text import line
    from schema.privacy import mask

    # An argument that the locale cannot tell came in as bytes; it is shown as the text that it most likely is.
    words = sentence.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    print(mask(line(words)), file=sys.stderr)
    return code


def _drop_output() -> None:
    # What is left in the buffer would make the interpreter complain at its end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
