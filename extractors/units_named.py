"""The units that a paper names, and their credit codes: 「名称：…」, 「统一社会信用代码：…」, in lines, cells or QR codes."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from schema.unit_names import is_unit_name

_LONGEST_LINE = 500  # characters: names stand at the beginning, and a pattern may go over blanks many times
_GAP = r"[\s:]*"
_SEAL = r"(?:\((?:盖\s*章|公\s*章|签\s*章|全\s*称|加盖公章)\))?"
_LABEL = re.compile(
    r"(?:^|(?<=[\s,;。(]))(?:(?:单位|企业|机构|公司|组织|主体|法人|学校|申报单位|承诺单位|申请单位|信用主体)?名\s*称"
    rf"|(?:承诺|申报|申请)?单位|承诺人|申报机构|查询对象){_SEAL}(?::\s*|\s+|$)"
)
_SELF = re.compile(r"(?:我|本)(?:单位|公司|校|院|会|中心|机构)\s*\(")
_LABELS_BESIDE = re.compile(
    r"\s+(?:注\s*册\s*(?:资\s*本|资\s*金|号)|开\s*办\s*资\s*金|类\s*型|法\s*定\s*代\s*表\s*人|负\s*责\s*人|成\s*立\s*日\s*期|住\s*所|"
    r"经\s*营\s*范\s*围|业\s*务\s*范\s*围|统\s*一\s*社\s*会|登\s*记|地\s*址|营\s*业\s*期\s*限|有\s*效\s*期|日\s*期)"
)
_STOP = re.compile(r"[,;。:]|统一社会信用代码")
_END_OF_NAME = re.compile("(?:股份|有限|责任)*公司")
_CODE_LABEL = r"\s*".join("统一社会信用代码")
_CODE = re.compile(rf"{_CODE_LABEL}(?:\s*证?\s*号)?{_GAP}((?:[0-9A-Z][ \t]?){{18}})(?![0-9A-Z])")

_CODE_ALONE = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])")


def units_named(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names and credit codes in the order in which they stand there, each once; codes as written, not verified.

    lines: in reading order, a cell one line.
    """
    plain = [unicodedata.normalize("NFKC", line[:_LONGEST_LINE]).strip() for line in lines]
    codes = (re.sub(r"\s", "", code) for code in _CODE.findall("\n".join(plain).upper()))
    return tuple(dict.fromkeys(_names(plain))), tuple(dict.fromkeys(codes))


def units_coded(texts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names and credit codes that QR codes say, each once. texts: the address of a register's page, or lines of text."""
    lines = [line for text in texts for line in re.split(r"[\n\r;；]", unicodedata.normalize("NFKC", text[:_LONGEST_LINE]))]
    codes = (code for line in lines for code in _CODE_ALONE.findall(line.upper()))
    return units_named(lines)[0], tuple(dict.fromkeys(codes))


def _names(lines: Sequence[str]) -> Iterator[str]:
    for at, line in enumerate(lines):
        behind = [*lines[at + 1 : at + 3], "", ""]
        for label in _LABEL.finditer(line):
            said = line[label.end():]
            candidates = _readings(said, behind[0]) if said.strip() else _readings(behind[0], behind[1])
            name = next(filter(is_unit_name, candidates), None)
            if name:
                yield name
        here = line + behind[0]
        yield from filter(is_unit_name, (_until_stop(_inside(here[start.end():])) for start in _SELF.finditer(line)))


def _readings(said: str, below: str) -> Iterator[str]:
    """What may be the name behind a label: as it stands, or going on at the start of the next line."""
    beside = _LABELS_BESIDE.search(f" {said}")
    name = _until_stop(said[: beside.start()] if beside else said)
    rest = _until_stop(below.split()[0]) if below.split() else ""
    readings = (name, name + rest)
    yield from reversed(readings) if _END_OF_NAME.fullmatch(rest) else readings


def _until_stop(text: str) -> str:
    stop = _STOP.search(text)
    return _joined(text[: stop.start()] if stop else text)


def _inside(text: str) -> str:
    """Up to the bracket that closes one opened before the text."""
    depth = 1
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if not depth:
            return text[:at]
    return text


def _joined(text: str) -> str:
    """Without the spaces inside, and with the brackets that people write between Chinese words."""
    return re.sub(r"[\s_]", "", text).replace("(", "（").replace(")", "）")
