"""The tables. A change here is a new migration (`migrations/versions`); a test holds the two to each other.

Bodies are JSON of the schema's classes: they are read whole, by the program alone. What people may ask for by SQL stands
in columns of its own.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData()


class Words(TypeDecorator[str]):
    """Text of any file; PostgreSQL takes all characters but NUL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """The text without NUL."""
        return value and value.replace("\0", "\N{REPLACEMENT CHARACTER}")


# A run that was finished, or the one that is under way; a run that was stopped and the next one are the same intake.
intake = Table(
    "intake", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("began", String, nullable=False),  # ISO 8601, UTC
    Column("ended", String),
    Column("telling", Words, nullable=False),  # Telling: how it was told, so that it can be told again
)

# A unit that came in: a file, a mail of a mailbox. The same bytes at the same place are one arrival.
arrival = Table(
    "arrival", metadata,
    Column("id", Integer, primary_key=True),
    Column("place", Words, nullable=False),  # of the file on the disk
    Column("number", Integer, nullable=False),  # of a mail in its mailbox, 0 for the file itself
    Column("file", Words, nullable=False),  # path of that file below its INPUT
    Column("path", Words, nullable=False),  # of the unit below its INPUT
    Column("sha256", String(64), nullable=False),  # empty where it cannot be read
    Column("intake", Integer, ForeignKey("intake.number"), nullable=False),  # in which it was there first
    Column("corrects", Words),  # id of the application that somebody said it corrects
    Column("gone", Boolean, nullable=False),  # it no longer lies there
    UniqueConstraint("place", "number", "sha256"),
)

# What a unit was read to. It depends on its path and its bytes alone.
reading = Table(
    "reading", metadata,
    Column("id", Integer, primary_key=True),
    Column("path", Words, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("state", String, nullable=False),  # leased, done
    Column("attempts", Integer, nullable=False),
    Column("reader", String(64), nullable=False),  # version of what read it
    Column("means", String(64), nullable=False),  # what it was read with: limits, installed programs
    Column("trouble", String, nullable=False),  # none, problem, locked, failure
    UniqueConstraint("path", "sha256", "state"),
)

# A file of the manifest: the unit itself and all that came out of it.
file = Table(
    "file", metadata,
    Column("reading", Integer, ForeignKey("reading.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("path", Words, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("outcome", String, nullable=False),
    Column("body", Words, nullable=False),  # FileEntry
)

# A form that was read from a file.
form = Table(
    "form", metadata,
    Column("id", Integer, primary_key=True),
    Column("reading", Integer, ForeignKey("reading.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),  # of its file
    Column("name", Words, nullable=False),  # the id that it asks for
    Column("digest", String(64), nullable=False),  # of the record
    Column("record", Words, nullable=False),  # Record
    Column("rules", String(64), nullable=False),  # version of the rules that it was verified by
    Column("row", Words, nullable=False),  # FormRow, with the findings about the form by itself
    Index("form_of_reading", "reading", "position"),
)

# A scan that may hold a part of a form: what stands on its pages, to be put together with those that other files hold.
part = Table(
    "part", metadata,
    Column("reading", Integer, ForeignKey("reading.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),  # of its file
    Column("body", Words, nullable=False),  # Part
)

# The picture of a scanned page.
picture = Table(
    "picture", metadata,
    Column("reading", Integer, ForeignKey("reading.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Words, primary_key=True),
    Column("jpeg", LargeBinary, nullable=False),
)

# What was told last: submissions, applications with their revisions, findings. Written anew by every run.
submission = Table(
    "submission", metadata,
    Column("id", Words, primary_key=True),
    Column("body", Words, nullable=False),  # Submission
)
revision = Table(
    "revision", metadata,
    Column("application", Words, primary_key=True),  # id of the record
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("form_type", String, nullable=False),
    Column("path", Words, nullable=False),  # of its file
    Column("received", String),  # ISO 8601, of the mail that brought it
    Column("organisation", Words),
    Column("credit_code", Words),
    Column("occupation", Words),
    Column("verdict", String, nullable=False),
    Column("body", Words, nullable=False),  # Report
)
finding = Table(
    "finding", metadata,
    Column("application", Words, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # of the revision
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("code", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("field", Words),
    Column("status", String),
    Column("message", Words, nullable=False),
)

# What the batch came to as it was told, one row: a run that finds nothing new need not judge it again.
batch = Table(
    "batch", metadata,
    Column("made_of", String(64), primary_key=True),  # digest of all that it depends on
    Column("body", Words, nullable=False),  # Totals
)

# What people decided. Rows are only ever added.
decision = Table(
    "decision", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String, nullable=False),  # ISO 8601, UTC
    Column("application", Words, nullable=False),
    Column("code", String, nullable=False),
    Column("field", Words),
    Column("kind", String, nullable=False),  # waive, confirm
    Column("by", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("value", Words, nullable=False),  # found and expected when it was decided; other values reopen the finding
)
