"""People who do not exist: names, identity numbers, telephones, addresses for mail."""

from dataclasses import dataclass
from datetime import date
from random import Random

from samples.identifiers import id_number

_SURNAMES = {
    "周": "zhou", "陈": "chen", "罗": "luo", "唐": "tang", "谭": "tan", "邓": "deng", "秦": "qin", "冉": "ran", "蒲": "pu", "向": "xiang",
    "黎": "li", "庞": "pang", "施": "shi", "温": "wen", "颜": "yan", "柯": "ke", "涂": "tu", "简": "jian", "官": "guan", "舒": "shu",
    "牟": "mou", "游": "you", "龚": "gong", "欧": "ou", "费": "fei", "莫": "mo", "左": "zuo", "鲜": "xian", "欧阳": "ouyang", "司马": "sima",
}
_FIRST = {
    "云": "yun", "知": "zhi", "景": "jing", "若": "ruo", "书": "shu", "怀": "huai", "砚": "yan", "汐": "xi", "立": "li", "远": "yuan",
    "子": "zi", "承": "cheng", "晓": "xiao", "清": "qing", "思": "si", "明": "ming", "泽": "ze", "永": "yong", "嘉": "jia", "雨": "yu",
}
_SECOND = {
    "岚": "lan", "行": "xing", "川": "chuan", "棠": "tang", "谦": "qian", "澄": "cheng", "然": "ran", "舟": "zhou", "宁": "ning",
    "禾": "he", "衡": "heng", "桐": "tong", "越": "yue", "溪": "xi", "帆": "fan", "瑾": "jin", "林": "lin", "朗": "lang", "薇": "wei",
}
_MOBILE = ("130", "133", "135", "136", "138", "139", "150", "151", "158", "159", "173", "177", "182", "186", "188", "189", "199")
# Divisions of Chongqing: today's, and the counties whose codes people born before 1994 were given.
_REGIONS = ("500103", "500105", "500106", "500107", "500108", "500109", "500112", "500113", "510221", "510222", "510223", "510224")


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody: name, its spelling in Latin letters, mobile telephone of 11 digits."""

    name: str
    latin: str
    phone: str


class People:
    """Draws people, no name and no number twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken: set[str] = set()

    def draw(self) -> Invented:
        """Somebody new."""
        while True:
            surname, given = self._rng.choice(list(_SURNAMES)), self._given()
            name = surname + "".join(given)
            if name not in self._taken:
                break
        self._taken.add(name)
        latin = _SURNAMES[surname] + "".join((_FIRST | _SECOND)[character] for character in given)
        return Invented(name, latin, self._phone())

    def id_number(self) -> str:
        """An identity number of somebody aged 32 to 60 in the notice's year."""
        rng = self._rng
        born = date(rng.randint(1964, 1990), rng.randint(1, 12), rng.randint(1, 28))
        return id_number(rng, rng.choice(_REGIONS), born, rng.random() < 0.4)

    def _given(self) -> list[str]:
        second = self._rng.choice(list(_SECOND))
        return [second] if self._rng.random() < 0.15 else [self._rng.choice(list(_FIRST)), second]

    def _phone(self) -> str:
        while True:
            phone = self._rng.choice(_MOBILE) + "".join(str(self._rng.randrange(10)) for _ in range(8))
            if phone not in self._taken:
                self._taken.add(phone)
                return phone
