"""The ledger: every file that came in, what was read from it, what was told of it and what people decided.

What stands in the output folder is a view of it. SQLAlchemy Core; SQLite in the output folder, or PostgreSQL for a team.
"""
