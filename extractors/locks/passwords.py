"""Passwords that the user gave, and what to say of a file that none of them opens."""

from dataclasses import dataclass, field

from extractors.errors import DocumentError

ENCRYPTED = "document.encrypted"
_GIVE = "请用 --password 输入密码后重新处理，或请申报单位取消密码后重新发送。"
_CHECK = "请向申报单位核对密码，用 --password 重新输入，或请申报单位取消密码后重新发送。"


@dataclass(frozen=True, slots=True)
class Passwords:
    """Tried on every locked file, in this order. They are in no representation, and so in no log."""

    tried: tuple[str, ...] = field(default=(), repr=False)

    def no_match(self, what: str) -> tuple[str, str]:
        """Reason and advice for something locked that none of them opens.

        what: one clause, such as 「压缩包设有密码」.
        """
        if self.tried:
            return f"{what}，给出的 {len(self.tried)} 个密码都打不开。", _CHECK
        return f"{what}，没有密码无法读取。", _GIVE

    def refusal(self, what: str) -> DocumentError:
        """The same for a whole file."""
        return DocumentError(ENCRYPTED, *self.no_match(what))


def unknown_lock() -> DocumentError:
    """A file locked in a way that no password opens: rights management, certificates, schemes of other programs."""
    return DocumentError(
        ENCRYPTED, "文件已加密，所用的加密方式（如权限管理、数字证书）不能解开。", "请申报单位取消加密后重新发送。",
    )
