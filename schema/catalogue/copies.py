"""The same form as a Word file and on paper: `agreement.copies`."""

from schema.catalogue.entry import Entry, Wording

COPIES: tuple[Entry, ...] = (
    Entry(
        "agreement.copies", "error", "电子版与纸质件不一致", "materials",
        "{box}电子版填报“{found}”，{copy}上为“{expected}”", "请核对哪一份正确，更正后使电子版与签字盖章的推荐表一致。",
        {
            "text": Wording(
                "{box}电子版填报“{found}”，{copy}上为“{expected}”", "请核对哪一份正确，更正后使电子版与签字盖章的推荐表一致。", "warning",
            ),
            "misread": Wording(
                "{box}电子版填报“{found}”，{copy}识别为“{expected}”，可能是识别误差", "请对照扫描件查看，确认二者是否一致。", "info",
            ),
            "rows": Wording(
                "{box}电子版有 {found} 行，{copy}有 {expected} 行", "请核对名单和表格，使电子版与签字盖章的推荐表一致。", "warning",
            ),
        },
    ),
)
