"""What is to be said of the file itself: `document.*`.

`detail` comes from who read the file: a list of labels, a number of forms, else a whole sentence.
"""

from schema.catalogue.entry import Entry, Wording

_AGAIN = "请按通知附件的推荐表重新填写，并报送 Word 或 PDF 格式的电子版。"

DOCUMENTS: tuple[Entry, ...] = (
    Entry("document.not_a_form", "info", "不是推荐表", "materials", "{detail}", "如应为推荐表，" + _AGAIN),
    Entry(
        "document.several_forms", "info", "一个文件中有多份推荐表", "one_occupation", "一个文件中有 {detail}",
        "已逐份核对；建议一份推荐表报送一个文件。",
    ),
    Entry(
        "document.joined_pages", "info", "由多个文件合成一份", "materials", "{detail}",
        "请核对各页是否属于同一份推荐表；建议把各页合成一个 PDF 文件报送。",
    ),
    Entry(
        "document.template_altered", "warning", "推荐表格式被改动", "form", "推荐表缺少通知附件中的栏目：{detail}",
        "请使用通知附件的推荐表填写，不要删改表格的栏目。",
        {
            "scan": Wording(
                "推荐表缺少通知附件中的栏目：{detail}", "扫描件或照片可能缺页，请补齐各页后重新报送；如栏目确被删改，请使用通知附件的推荐表填写。",
            ),
        },
    ),
    Entry(
        "document.unmapped_label", "info", "表中有附件没有的栏目", "form", "表中有通知附件没有的栏目：{detail}",
        "请人工核对这些内容；如系栏目名称有改动，请恢复原名称。",
    ),
    Entry(
        "document.tracked_changes", "warning", "文件带有修订痕迹", "materials", "{detail}",
        "已按接受全部修订后的内容核对；请接受或者拒绝修订后重新报送。",
    ),
    Entry(
        "document.hidden_text", "warning", "文件含有隐藏文字", "materials", "{detail}",
        "隐藏文字未作为填报内容；请取消隐藏或者删除后重新报送。",
    ),
    Entry(
        "document.macros", "warning", "文件含有宏", "materials", "{detail}",
        "宏没有运行；请另存为不含宏的文件后重新报送。",
    ),
    Entry(
        "document.encrypted", "error", "文件已加密", "materials", "{detail}",
        "请去除密码后重新报送。",
    ),
    Entry("document.unreadable", "error", "文件无法读取", "materials", "{detail}", _AGAIN),
    Entry(
        "document.too_large", "error", "文件过大", "materials", "{detail}",
        "请只报送推荐表，证明材料另附文件。",
    ),
    Entry(
        "document.type_mismatch", "error", "文件类型与扩展名不符", "materials", "{detail}",
        "请用 Word 或者 WPS 打开后另存为 .docx 或 PDF 文件，重新报送。",
        {"read": Wording("{detail}", "不影响核对；今后报送时请使用与内容相符的扩展名。", "info")},
    ),
)
