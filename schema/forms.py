"""The forms there are, by the name that a record carries as `form_type`. A new form is a new row."""

from typing import Literal

from schema.evaluation import EvaluationForm
from schema.training import TrainingForm

FormType = Literal["training_institution", "evaluation_institution"]
Form = TrainingForm | EvaluationForm

FORMS: dict[FormType, type[TrainingForm] | type[EvaluationForm]] = {
    "training_institution": TrainingForm,
    "evaluation_institution": EvaluationForm,
}
FORM_NAMES: dict[FormType, str] = {
    "training_institution": "培训机构推荐表",
    "evaluation_institution": "评价机构推荐表",
}
SECTION_TITLES: dict[str, str] = {
    "occupation": "申报职业和等级",
    "levels": "申报职业和等级",
    "organisation": "申报单位基本情况",
    "foundation": "已有基础",
    "plan": "下一步工作方案",
    "commitment": "承诺",
    "recommendation": "推荐意见",
}
