"""What must be filled and can be read: `completeness.*`, `periods.*`, `marks.*`."""

from schema.catalogue.entry import Entry, Wording

COMPLETENESS: tuple[Entry, ...] = (
    Entry(
        "completeness.required", "error", "必填项未填写", "form",
        "{box}未填写", "请填写该项。",
        {
            "placeholder": Wording("{box}只有表格原有的提示语，未填写内容", "请填写该项。"),
            "table": Wording("{box}没有填写任何一行", "请填写该表。"),
            "cells": Wording("{box}有未填写的栏目：{cells}", "请补填所列各栏；没有数量的填“0”。"),
        },
    ),
    Entry(
        "completeness.unreadable", "warning", "填写内容无法识别", "form",
        "{box}填写为“{raw}”，无法识别为{kind}", "请按{kind}的格式清楚填写。",
        {
            "covered": Wording("{box}被印章等遮盖，无法识别", "请另附该项内容清楚可辨的文本。"),
            "ticks": Wording("{box}的勾选不能辨认", "请在所选项后清楚打√，并清除其他标记。"),
        },
    ),
    Entry(
        "periods.tax_years", "warning", "纳税年份不是近三年", "form",
        "近三年纳税情况填报的年份为 {found}，应为 {expected}", "请按通知发布前三个年度逐年填写。",
    ),
    Entry(
        "periods.history_years", "warning", "年度不是近5年", "form",
        "{box}填报的年度为 {found}，应为 {expected}", "请按通知发布前五个年度逐年填写。",
        {
            "repeated": Wording("{box}的年度重复填报：{repeated}", "请核对重复的年度，改正年份或者合并为一行。"),
        },
    ),
    Entry(
        "marks.yes_no", "error", "是否选项未勾选或重复勾选", "form",
        "{box}的“是”和“否”均未勾选", "请在“是”或“否”中勾选一项。",
        {
            "several": Wording("{box}同时勾选了{options}", "请只保留一项勾选。"),
        },
    ),
)
