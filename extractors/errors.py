"""Why a file gives no record."""


class DocumentError(Exception):
    """A file that cannot be read, or is no form.

    code: `document.*` of the catalogue.
    reason: what is wrong with the file, one sentence in Chinese without the file's name.
    advice: what its sender or the clerk can do.
    """

    def __init__(self, code: str, reason: str, advice: str) -> None:
        super().__init__(f"{reason}{advice}")
        self.code = code
        self.reason = reason
        self.advice = advice

    def __reduce__(self) -> tuple[type["DocumentError"], tuple[str, str, str]]:
        # An exception crosses from a worker process by its three parts, not by its one message.
        return type(self), (self.code, self.reason, self.advice)


class NoTextError(DocumentError):
    """A file that is whole and shows something, but has no text that can be read: a scan, a photo."""
