"""Why mail cannot be fetched. The texts are for the user, in Chinese; none holds a password."""


class FetchError(Exception):
    """The server, or the way to it, gives nothing (more)."""


class MailRefusedError(Exception):
    """One mail is not to be had, the others are."""


class MailGoneError(Exception):
    """A mail was deleted on the server after it had been listed."""
