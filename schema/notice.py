"""The rules of one notice, as data. The next batch, or another city, is a new file in `schema/notices/`."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schema.forms import FORMS, FormType
from schema.submission import PaperKind

DEFAULT_NOTICE = "cq-2023-138"
_FOLDER = Path(__file__).parent / "notices"


class NoticeError(ValueError):
    """The notice cannot be found or does not say what a notice must say."""


class _Rules(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Occupation(_Rules):
    """One occupation that the notice opens.

    codes: in the national standards and in the 职业分类大典; applicants write them beside or instead of the name.
    closed_for: form types that the notice does not take for it.
    """

    name: str
    codes: tuple[str, ...] = ()
    short: str
    closed_for: tuple[str, ...] = ()


class Opening(_Rules):
    """An occupation for one kind of form. quota: how many units the city may choose for it, None where the notice says nothing."""

    form_type: FormType
    occupation: str
    closed: bool
    quota: int | None


class City(_Rules):
    """Where the applicants must be at home.

    names: any of which shows that an address is in the city (the city, its districts and counties).
    divisions: the beginnings of its GB/T 2260 codes.
    """

    name: str
    divisions: tuple[str, ...]
    names: tuple[str, ...]


class Material(_Rules):
    """A paper that the notice wants. name: as the notice says it; any_of: the kinds of paper that will do."""

    name: str
    any_of: tuple[PaperKind, ...]


class Notice(_Rules):
    """The rules of one notice.

    reference_year: the year of the notice; 近三年 and 近5年 are the years before it.
    deadline: the last day on which papers are taken.
    founded_by: units should be registered on or before this day.
    yearly_scale: person-times a year that an applicant should reach.
    training_quota: training institutions that the city may choose for an occupation.
    correction_days: working days that an applicant has to put papers right. issuer: who signs letters, empty where the
        notice leaves it to the office.
    materials: what is to be handed in.
    lists: what the notes below the form allow in 单位类型, 人员性质, 证书类别, 证书性质, by field name.
    clauses: the words in which findings quote the notice, by short name.
    """

    name: str
    title: str
    reference_year: int
    deadline: date
    founded_by: date
    yearly_scale: int
    training_quota: int
    correction_days: Annotated[int, Field(ge=1)] = 5
    issuer: str = ""
    city: City
    materials: tuple[Material, ...]
    occupations: tuple[Occupation, ...]
    lists: dict[str, tuple[str, ...]]
    clauses: dict[str, str]

    @property
    def openings(self) -> tuple[Opening, ...]:
        """What may be applied for, and what is closed: by kind of form, in the order of the notice's occupations."""
        return tuple(
            Opening(
                form_type=form_type, occupation=one.name, closed=form_type in one.closed_for,
                quota=self.training_quota if form_type == "training_institution" else None,
            )
            for form_type in FORMS for one in self.occupations
        )

    @property
    def tax_years(self) -> tuple[int, ...]:
        """近三年: the three years before the notice's."""
        return tuple(range(self.reference_year - 3, self.reference_year))

    @property
    def history_years(self) -> tuple[int, ...]:
        """近5年: the five years before the notice's."""
        return tuple(range(self.reference_year - 5, self.reference_year))


def load_notice(name: str = DEFAULT_NOTICE) -> Notice:
    """The rules of a notice.

    name: of a bundled notice, its number (渝人社办〔2023〕138号), or the path of a TOML file.
    Raises NoticeError where there is no such notice or it is not complete.
    """
    path = _FOLDER / f"{name}.toml"
    if name.endswith(".toml"):
        path = Path(name)
    elif not path.is_file():
        bundled = sorted(_FOLDER.glob("*.toml"))
        path = next((file for file in bundled if f'name = "{name}"' in file.read_text("utf-8")), path)
    try:
        return Notice.model_validate(tomllib.loads(path.read_text("utf-8")))
    except FileNotFoundError as error:
        known = "、".join(sorted(file.stem for file in _FOLDER.glob("*.toml")))
        raise NoticeError(f"找不到通知规则 {name}。可用的有：{known}；也可以给出一个 .toml 文件的路径。") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NoticeError(f"通知规则文件 {path} 无法读取：{error}") from error
    except ValidationError as error:
        wrong = "；".join(f"{'.'.join(map(str, item['loc']))}：{item['msg']}" for item in error.errors())
        raise NoticeError(f"通知规则文件 {path} 内容不完整或有误：{wrong}") from error
