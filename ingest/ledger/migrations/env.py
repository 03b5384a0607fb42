"""Called by Alembic for every migration: on the connection that whoever migrates holds."""

from alembic import context

from ingest.ledger.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
