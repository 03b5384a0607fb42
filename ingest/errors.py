"""Why a command ends early. The texts are for the user, in Chinese."""


class UsageError(Exception):
    """The command was called wrongly."""


class OutputError(Exception):
    """The output cannot be written."""
