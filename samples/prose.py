"""Texts for the long boxes, put together from `data/sentences.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

_SENTENCES = Path(__file__).parent / "data" / "sentences.toml"
_RANGE = re.compile(r"\{(\d+)\.\.(\d+)(?:/(\d+))?\}")
_NUMBERED = "一二三四五六七八九十"
# Words in Latin letters count one each for Word's 字数 and many by their characters.
_LATIN = (
    "Kubernetes", "PostgreSQL", "Elasticsearch", "Prometheus", "TensorFlow", "PyTorch", "OpenStack", "Kafka", "Redis", "Jenkins",
    "GitLab", "Grafana", "SpringBoot", "MySQL", "RabbitMQ", "Harbor",
)


def compose(rng: Random, form_type: str, path: str, words: Mapping[str, str], length: int) -> str:
    """A text of some sentences for a box.

    words: what stands for 领域, 职业, 单位 and 域名. length: the most characters that it may have; the last sentence
    that would pass it is left out. Some texts are one paragraph, some several, some numbered ones.
    """
    sentences = _drawn(rng, form_type, path, words)
    taken: list[str] = []
    room = length - (3 * 5)  # numbering and line breaks of up to five paragraphs
    for sentence in sentences:
        if len(sentence) > room:
            break
        taken.append(sentence)
        room -= len(sentence)
    return _paragraphs(rng, taken or sentences[:1])


def reason(rng: Random, words: Mapping[str, str]) -> str:
    """A short recommendation."""
    return "".join(_drawn(rng, "common", "recommendation.reason", words))


def copied(words: Mapping[str, str]) -> str:
    """A profile that applicants have from each other, but for their names."""
    return "".join(sentence.format_map(words) for sentence in _stock("copied", "organisation.profile"))


def overlong(rng: Random, form_type: str, path: str, words: Mapping[str, str], limit: int) -> str:
    """A text that passes a limit by one sentence or two: of Chinese characters alone there are more than `limit`."""
    sentences, text = _drawn(rng, form_type, path, words), ""
    while _han(text) <= limit + 8:
        sentences = sentences or _drawn(rng, form_type, path, words)[1:]
        text += sentences.pop(0)
    return text


def latin_heavy(rng: Random, form_type: str, path: str, words: Mapping[str, str], limit: int) -> str:
    """A text within a limit by Word's 字数 and over it by its characters, because it names products in Latin letters."""
    names = "、".join(_LATIN)
    list_of_names = f"主要技术组件包括{names}等。"
    spare = limit - len(_LATIN) * 2 - 20
    text = ""
    for sentence in _drawn(rng, form_type, path, words):
        if len(text) + len(sentence) < spare:
            text += sentence
    return text + list_of_names


def _drawn(rng: Random, form_type: str, path: str, words: Mapping[str, str]) -> list[str]:
    """Every sentence of a box with its numbers drawn; the first stays first, of the others some change places."""
    stock = list(_stock(form_type, path))
    for place in range(1, len(stock) - 1):
        if rng.random() < 0.3:
            stock[place], stock[place + 1] = stock[place + 1], stock[place]
    kept = stock[:1] + [sentence for sentence in stock[1:] if rng.random() < 0.9]
    return [_RANGE.sub(lambda found: _number(rng, found), sentence).format_map(words) for sentence in kept]


def _number(rng: Random, found: re.Match[str]) -> str:
    step = int(found[3] or 1)
    return str(rng.randrange(int(found[1]), int(found[2]) + 1, step))


def _paragraphs(rng: Random, sentences: list[str]) -> str:
    way = rng.choice(("one", "one", "several", "numbered"))
    count = min(len(sentences), rng.randint(2, 5))
    if way == "one" or count < 2:
        return "".join(sentences)
    size = -(-len(sentences) // count)
    parts = ["".join(sentences[start:start + size]) for start in range(0, len(sentences), size)]
    if way == "numbered":
        parts = [f"{_NUMBERED[number]}、{part}" for number, part in enumerate(parts)]
    return "\n".join(parts)


def _han(text: str) -> int:
    return sum("\u4e00" <= character <= "\u9fff" for character in text)


@cache
def _stock(form_type: str, path: str) -> tuple[str, ...]:
    stocks = _stocks()
    return tuple(stocks[form_type].get(path) or stocks["common"][path])


@cache
def _stocks() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_SENTENCES.read_text("utf-8"))
