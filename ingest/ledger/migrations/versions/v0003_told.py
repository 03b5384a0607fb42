"""The batch as it was told last.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table; the next run fills it."""
    op.create_table(
        "batch",
        sa.Column("made_of", sa.String(64), primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
