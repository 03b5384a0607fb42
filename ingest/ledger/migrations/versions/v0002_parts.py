"""Scans that may hold parts of forms.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of parts; what was read before is read again by the reader that gives them."""
    op.create_table(
        "part",
        sa.Column("reading", sa.Integer, sa.ForeignKey("reading.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text, nullable=False),
    )
