"""What one source file may unpack to."""

import pickle

import pytest

from extractors.errors import DocumentError
from ingest.unpack.budget import Budget, Meter, OverLimitError
from schema.limits import GB, MB, Limits, size_text


def test_members() -> None:
    """The 2,000th file may come, the next may not, whatever container it is in."""
    budget = Budget(Limits())
    inner = budget.deeper()
    for _ in range(1000):
        budget.count_member()
        inner.count_member()
    assert budget.members_left == 0
    with pytest.raises(OverLimitError, match="里面的文件超过上限 2,000 个") as caught:
        budget.count_member()
    assert caught.value.ends
    assert caught.value.code == "document.too_large"


def test_total() -> None:
    """A whole of 1 GB may come, a byte more may not, whatever container it is in."""
    budget = Budget(Limits())
    budget.count_bytes(GB - 1)
    inner = budget.deeper()
    inner.count_bytes(1)
    with pytest.raises(OverLimitError, match="合计超过上限 1 GB") as caught:
        inner.count_bytes(1)
    assert caught.value.ends


def test_depth() -> None:
    """Five containers inside each other may be, six may not."""
    budget = Budget(Limits())
    for _ in range(4):
        budget = budget.deeper()
    with pytest.raises(DocumentError, match="超过上限 5 层"):
        budget.deeper()


def test_member_size() -> None:
    """A member of 200 MB may come, a byte more may not, by its own word or by what comes; the next one may."""
    meter = Meter(Budget(Limits()), 100 * MB)
    meter.start(100 * MB, said=200 * MB)
    meter.count(200 * MB)
    with pytest.raises(OverLimitError, match="这个文件解开后至少有 209,715,201 字节，超过上限 200 MB") as caught:
        meter.count(1)
    assert not caught.value.ends
    meter.start(MB)
    with pytest.raises(OverLimitError, match="200 MB"):
        meter.start(100 * MB, said=200 * MB + 1)


def test_member_ratio() -> None:
    """A member of more than 1 MB may be a hundred times its packed size, and no more."""
    meter = Meter(Budget(Limits()), 10 * MB)
    meter.start(10)
    meter.count(MB)
    meter.start(MB, said=100 * MB)
    meter.count(100 * MB)
    with pytest.raises(OverLimitError, match="压缩比达到 101 倍，超过上限 100 倍（疑似压缩炸弹）") as caught:
        meter.count(1)
    assert not caught.value.ends


def test_refused_member_leaves_room() -> None:
    """A member that is refused takes nothing from the ratio of those beside it, but from what may be unpacked at all."""
    budget = Budget(Limits(total_size=180 * MB), MB)
    meter = Meter(budget, MB)
    meter.start(MB // 2)
    meter.count(50 * MB)
    with pytest.raises(OverLimitError, match="压缩比"):
        meter.count(1)
    meter.start(MB)
    meter.count(100 * MB)
    with pytest.raises(OverLimitError, match="合计超过上限 180 MB"):
        Meter(budget, MB).skip(30 * MB + 1)


def test_container_ratio() -> None:
    """What a container gives in all may be a hundred times its size, and no more."""
    meter = Meter(Budget(Limits()), MB)
    meter.start()
    meter.count(50 * MB)
    meter.skip(50 * MB)
    with pytest.raises(OverLimitError, match="超过上限 100 倍") as caught:
        meter.count(1)
    assert caught.value.ends


def test_whole_ratio() -> None:
    """Containers inside each other, each within the ratio, are together held to the source file's size."""
    budget = Budget(Limits(), MB)
    Meter(budget, MB).skip(60 * MB)
    inner = Meter(budget.deeper(), 60 * MB)
    inner.skip(40 * MB)
    with pytest.raises(OverLimitError, match="压缩比"):
        inner.skip(1)


def test_own_limits() -> None:
    """Every limit can be set, and messages say the one that is set."""
    budget = Budget(Limits(ratio=7, depth=1, members=1, member_size=3 * MB, total_size=5 * MB))
    budget.count_member()
    with pytest.raises(OverLimitError, match="超过上限 1 个"):
        budget.count_member()
    with pytest.raises(OverLimitError, match="超过上限 1 层"):
        budget.deeper()
    with pytest.raises(OverLimitError, match="3 MB"):
        budget.check_member(3 * MB + 1)
    with pytest.raises(OverLimitError, match="5 MB"):
        budget.count_bytes(5 * MB + 1)
    with pytest.raises(OverLimitError, match="7 倍"):
        budget.check_ratio(8 * MB, MB, ends=True)


@pytest.mark.parametrize(("number", "said"), [
    (GB, "1 GB"), (200 * MB, "200 MB"), (3 * MB // 2, "1.5 MB"), (2048, "2 KB"), (300, "300 字节"),
])
def test_sizes(number: int, said: str) -> None:
    """Sizes are said in the unit that people use."""
    assert size_text(number) == said


def test_crosses_processes() -> None:
    """A limit that was reached in a worker keeps its words outside."""
    error = pickle.loads(pickle.dumps(OverLimitError("超过。", ends=True)))  # noqa: S301 -- pickled one line up
    assert (error.code, error.reason) == ("document.too_large", "超过。")
