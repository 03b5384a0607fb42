"""Help and wrong usage in Chinese: typer's own texts are English."""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from ingest.errors import UsageError

# What a parameter takes, for the message about a value that it does not take.
_TAKES = {
    "--jobs": "不小于 1 的整数",
    "--fail-on": "never、warning、error 之一",
    "--log-level": "debug、info、warning、error 之一",
    "[FORM_TYPE]": "training_institution、evaluation_institution 之一",
}


class Command(TyperCommand):
    """A command whose help page is Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The page that `--help` prints."""
        parameters: list[Any] = list(self.get_params(ctx))
        arguments = [item for item in parameters if item.param_type_name == "argument"]
        options = [item for item in parameters if item.param_type_name == "option" and item.name != "help"]
        usage = " ".join([ctx.command_path, "[选项]", *(item.metavar for item in arguments)])
        lines = [f"用法：{usage}", "", self.help or ""]
        if arguments:
            lines += ["", "参数：", *_table([(item.metavar, item.help) for item in arguments])]
        rows = [(f"{item.opts[0]} {item.metavar or ''}".rstrip(), item.help) for item in options]
        return "\n".join([*lines, "", "选项：", *_table([*rows, ("--help", "显示本说明")]), *_epilog(self)])


class Group(TyperGroup):
    """The commands, with a Chinese help page."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is named. Raises UsageError where there is none."""
        if args[0] not in self.commands:
            raise UsageError(f"没有 {args[0]} 这个命令，可用的有 {'、'.join(self.commands)}。")
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """The page that `--help` prints."""
        rows = [(name, (command.help or "").partition("\n")[0]) for name, command in self.commands.items()]
        usage = f"用法：{ctx.command_path} 命令 …"
        more = f"各命令的说明：{ctx.command_path} 命令 --help"
        return "\n".join([usage, "", self.help or "", "", "命令：", *_table(rows), *_epilog(self), "", more])


def in_chinese(error: typer.TyperException) -> str:
    """One sentence on what was wrong with the command line."""
    # The classes are typer's own affair; their names and attributes are not.
    kind = type(error).__name__
    option = getattr(error, "option_name", "")
    if kind == "NoSuchOption":
        alike = "、".join(sorted(getattr(error, "possibilities", None) or ()))
        return f"没有 {option} 这个选项。" + (f"是否指 {alike}？" if alike else "")
    if kind == "BadOptionUsage":
        return f"选项 {option} 后面不能带值。" if "does not take" in error.message else f"选项 {option} 后面缺少值。"
    parameter: Any = getattr(error, "param", None)
    name = _name(parameter) if parameter else ""
    if kind == "MissingParameter":
        return f"缺少 {name}。"
    if kind == "BadParameter":
        return f"{name} 的值不对" + (f"，应为 {_TAKES[name]}。" if name in _TAKES else "。")
    return _other(error.message)


def _other(message: str) -> str:
    if message.startswith("Missing command"):
        return "缺少命令。"
    if message.startswith("Got unexpected extra argument"):
        return f"多余的参数：{message[message.index('(s) (') + 5:].rstrip(')')}。"
    return "命令行写法不对。"


def _name(parameter: Any) -> str:
    return str(parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar)


def _epilog(command: Any) -> list[str]:
    return ["", command.epilog] if command.epilog else []


def _table(rows: list[tuple[str, str]]) -> list[str]:
    width = max(len(name) for name, _ in rows)
    return [f"  {name:<{width}}  {text}" for name, text in rows]
