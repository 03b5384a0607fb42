"""The seals on a form: `seal.*`."""

from schema.catalogue.entry import Entry, Wording

_STAMP = "请在承诺处加盖申报单位公章，重新扫描或拍照后报送。"

SEALS: tuple[Entry, ...] = (
    Entry(
        "seal.missing", "error", "承诺处没有申报单位印章", "truth",
        "{box}没有盖章", _STAMP,
        {
            "grey": Wording("扫描件为黑白，{box}不能确认已盖章", "请对照原件核对，或重新报送彩色扫描件。", "warning"),
            "file": Wording(
                "来件只有电子版，没有盖章的推荐表", "请报送加盖申报单位公章的扫描件；纸质件已另行报送的，请核对纸质件。", "warning",
            ),
        },
    ),
    Entry(
        "seal.name_mismatch", "warning", "印章与申报单位名称不一致", "truth",
        "{box}的印章为“{found}”，与单位名称“{expected}”不一致", "请核对所盖印章，承诺应加盖申报单位的公章。",
    ),
    Entry(
        "seal.position", "info", "申报单位印章不在承诺处", "truth",
        "申报单位的印章盖在{where}，承诺处没有印章", "请在承诺处加盖申报单位公章。",
    ),
)
