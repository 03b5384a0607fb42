"""Codes and addresses that can be checked by themselves: `identity.*`."""

from schema.catalogue.entry import Entry, Wording

_CREDIT_CODE = "请对照法人登记证书核对后更正。{hint}"
_ID_NUMBER = "请对照法定代表人身份证核对后更正。{hint}"
_PHONE = "请填写可以联系到本人的手机号码，或者带区号的固定电话号码。"

IDENTITY: tuple[Entry, ...] = (
    Entry(
        "identity.credit_code", "error", "统一社会信用代码有误", "GB 32100—2015《法人和其他组织统一社会信用代码编码规则》",
        "{box}“{found}”的第18位校验码不符：按前17位计算应为“{digit}”，填报为“{stated}”", _CREDIT_CODE,
        {
            "length": Wording("{box}“{found}”共 {length} 位，应为18位", _CREDIT_CODE),
            "alphabet": Wording(
                "{box}“{found}”含有代码中不使用的字符“{characters}”（只使用数字和除 I、O、S、V、Z 以外的大写英文字母）", _CREDIT_CODE,
            ),
            "organisation": Wording(
                "{box}“{found}”的第17位（主体标识码的校验码）不符：按第9至16位计算应为“{digit}”，填报为“{stated}”", _CREDIT_CODE,
            ),
            "both": Wording("{box}“{found}”的第17位（主体标识码的校验码）和第18位校验码均不符", _CREDIT_CODE),
        },
    ),
    Entry(
        "identity.id_number", "error", "身份证号有误", "GB 11643—1999《公民身份号码》",
        "{box}的第18位校验码不符", _ID_NUMBER,
        {
            "length": Wording("{box}共 {length} 位，应为18位", _ID_NUMBER),
            "old": Wording("{box}为15位旧号码，应填写18位公民身份号码", "请按现行身份证填写18位号码。"),
            "alphabet": Wording("{box}含有不应出现的字符“{characters}”（前17位为数字，末位为数字或X）", _ID_NUMBER),
            "birth": Wording("{box}中的出生日期“{birth}”不存在", _ID_NUMBER),
            "future": Wording("{box}中的出生日期“{birth}”晚于申报截止日期 {deadline}", _ID_NUMBER),
            "region": Wording(
                "{box}的前6位“{region}”不是已知的行政区划代码", "请对照身份证核对；如与证件一致，无需更正。", "warning",
            ),
        },
    ),
    Entry(
        "identity.phone", "warning", "电话号码有误", "form",
        "{box}“{found}”不是有效的手机号码或固定电话号码", _PHONE,
        {
            "area_code": Wording("{box}“{found}”是固定电话号码，但没有区号", "请在号码前补填区号。"),
            "service": Wording("{box}“{found}”是 400、800 等服务号码，不是手机号码或固定电话号码", _PHONE),
        },
    ),
    Entry(
        "identity.email", "warning", "邮箱地址有误", "form",
        "{box}“{found}”不是有效的电子邮箱地址", "请核对邮箱地址，例如是否漏写“@”、误用中文标点或者多写空格。",
    ),
)
