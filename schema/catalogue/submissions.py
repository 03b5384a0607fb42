"""What came together with a form, when, and beside which others: `materials.*`, `timing.*`, `agreement.*`, `duplicates.*`."""

from schema.catalogue.entry import Entry, Wording

SUBMISSIONS: tuple[Entry, ...] = (
    Entry(
        "materials.missing", "error", "申报材料不全", "materials", "来件中没有{material}",
        "请补报{material}。",
        {"form": Wording("来件中没有可以读取的推荐表", "请联系申报单位补报推荐表；如推荐表在未能处理的文件中，请先按说明处理该文件。")},
    ),
    Entry(
        "materials.unrecognised", "info", "未能识别的材料", "materials", "“{file}”不是规定的申报材料，或者未能识别",
        "请人工查看这个文件。",
    ),
    Entry(
        "agreement.certificate", "warning", "登记证书与推荐表不一致", "materials",
        "登记证书“{file}”上的{box}为“{found}”，推荐表填报“{expected}”", "请对照法人登记证书原件核对推荐表；证书有变更的，请报送变更后的证书。",
    ),
    Entry(
        "timing.late", "error", "逾期报送", "deadline", "来件于 {found} 收到，晚于申报截止日期 {expected}（{times}）",
        "逾期不再受理；如有延期受理的规定，请人工核准。",
    ),
    Entry(
        "duplicates.application", "warning", "重复申报", "one_occupation",
        "同一单位的同一种推荐表、同一职业有 {count} 份：{others}", "请核对以哪一份为准，其余作废。",
    ),
    Entry(
        "agreement.across_forms", "warning", "同一单位的几份推荐表不一致", "truth",
        "{box}填报“{found}”，同一单位的另一份推荐表（{other}）填报“{expected}”", "请核对后更正有误的一份，使各份推荐表一致。",
    ),
)
