"""What came together with a form, when, and beside which others: `materials.*`, `timing.*`, `agreement.*`, `duplicates.*`."""

from schema.catalogue.entry import Entry, Wording

_SAY_WHOSE = "请人工确认属于哪一份申报，再用 hebiao run 来件 --corrects 申报编号 指明。"

SUBMISSIONS: tuple[Entry, ...] = (
    Entry(
        "materials.missing", "error", "申报材料不全", "materials", "来件中没有{whose}{expected}",
        "请补报{expected}。",
        {
            "unread": Wording(
                "来件中没有可以读取的{whose}{expected}，可能在未能处理的文件之中：{files}", "请重新报送所列文件；其中没有{expected}的，请补报。",
            ),
        },
    ),
    Entry(
        "materials.unrecognised", "info", "未能识别的材料", "materials", "{files}不是规定的申报材料，或者未能识别",
        "请人工查看；如其中有规定的材料，请按“法人证书”“信用报告”“诚信承诺书”等为文件命名后重新处理。",
    ),
    Entry(
        "materials.supplement", "info", "另行报送的材料", "materials",
        "{files}由另一来件“{title}”{when}报送，按{by}计入本申报", "请核对所列材料确属本单位。",
        {"of": Wording("{files}按{by}计入{units}的申报", "请核对所列材料确属该单位。")},
    ),
    Entry(
        "materials.whose", "warning", "不能确定属于谁的材料", "materials",
        "{files}没有与推荐表一起报送，按{by}可能属于：{units}", _SAY_WHOSE,
        {"of_form": Wording("另一来件“{title}”{when}报送的{files}可能属于本申报，不能确定，没有计入", _SAY_WHOSE, severity="info")},
    ),
    Entry(
        "agreement.certificate", "warning", "登记证书与推荐表不一致", "materials",
        "{box}填报“{found}”，登记证书（{file}）上为“{expected}”", "请对照法人登记证书原件核对推荐表；证书有变更的，请报送变更后的证书。",
        {
            "qr": Wording(
                "{box}填报“{found}”，登记证书（{file}）上印的是“{expected}”，证书的二维码中却是“{coded}”",
                "请扫描证书上的二维码，并对照法人登记证书原件核对。",
            ),
        },
    ),
    Entry(
        "timing.late", "error", "逾期报送", "deadline",
        "来件于 {found} 由收件服务器收到，晚于申报截止日期 {expected}（邮件自述的发送时间：{sent}）",
        "逾期不再受理；如有延期受理的规定，请人工核准。",
        {
            "sent": Wording(
                "来件没有收件服务器的接收时间，自述的发送时间为 {found}，晚于申报截止日期 {expected}", "请人工核实收到的时间；逾期不再受理。",
            ),
        },
    ),
    Entry(
        "duplicates.application", "warning", "重复申报", "one_occupation",
        "同一单位的同一种推荐表、同一职业共有 {count} 份，另见：{others}", "请核对以哪一份为准，其余作废。",
    ),
    Entry(
        "duplicates.another_occupation", "info", "可能是另一职业申报的更正", "one_occupation",
        "同一单位先前报送的同一种推荐表（“{other}”）申报职业为“{expected}”，结论为退回；本表申报“{found}”，可能是对它的更正",
        "如确为更正，请用 hebiao run 文件 --corrects {application} 指明；如为另行申报，不必处理。",
    ),
    Entry(
        "agreement.across_forms", "warning", "同一单位的几份推荐表不一致", "truth",
        "{box}填报“{found}”，同一单位的另一份推荐表（{other}）填报“{expected}”", "请核对后更正有误的一份，使各份推荐表一致。",
    ),
)
