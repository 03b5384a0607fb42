"""Texts that applicants have from each other: `duplicates.text`."""

from schema.catalogue.entry import Entry

TEXTS: tuple[Entry, ...] = (
    Entry(
        "duplicates.text", "warning", "与其他单位的文字雷同", "truth",
        "{box}与“{unit}”{their}有 {letters} 字相同，占本栏的 {share}（对方记录：{other}）",
        "请对照查看两份推荐表，向两家单位核实所述情况是否属实；应各按本单位的实际情况填写。",
    ),
)
