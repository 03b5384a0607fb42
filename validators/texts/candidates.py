"""Which texts may have been copied from each other, of as many as there are, without comparing each with each.

Of the shingles that texts have left, those are taken out that one applicant alone has, for they are nobody else's, and
those that many have, for they are phrases in common use. Texts of which enough is left are compared by MinHash and put
into the buckets of locality-sensitive hashing (datasketch); only what meets in a bucket is a candidate. As no shingle
that counts is in more than a fixed number of applicants' texts, the work grows as the number of texts.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

_FEW, _MANY = 3, 10  # applicants that may share a passage before it counts as a phrase in common use, in a small and a large batch
_SHARE = 10  # … and in one between: of so many applicants one
_LEAST = 8  # shingles that two texts must share: those of some 40 characters
_PERMUTATIONS, _BANDS, _ROWS = 64, 32, 2  # texts that share a fifth of these shingles meet with 73 %, two fifths with 99.6 %
_SEED = 1


class Fingerprint(NamedTuple):
    """What is kept of a text, and whose it is: the applicant by number."""

    kept: bytes
    owner: int


class Alike(NamedTuple):
    """pairs: of texts by number, the lower one first, in ascending order. common: hashes of phrases in common use."""

    pairs: tuple[tuple[int, int], ...]
    common: frozenset[int]


def alike(texts: Sequence[Fingerprint], printed: frozenset[int]) -> Alike:
    """The pairs of different applicants' texts that may share passages. printed: hashes that count for nothing."""
    if len({text.owner for text in texts}) < 2:
        return Alike((), printed)
    import numpy  # 0.1 s

    sizes = [len(text.kept) // 4 for text in texts]
    hashes = numpy.frombuffer(b"".join(text.kept for text in texts), numpy.uint32)
    owners = numpy.repeat(numpy.array([text.owner for text in texts], numpy.uint32), sizes)
    shared, common = _sorted_out(hashes, owners, len({text.owner for text in texts}), printed)
    counts = numpy.isin(hashes, shared)
    left = {}
    end = 0
    for number, size in enumerate(sizes):
        start, end = end, end + size
        of_text = hashes[start:end][counts[start:end]]
        if len(of_text) >= _LEAST:
            left[number] = of_text
    pairs = (
        (one, other) for one, other in _meeting(left)
        if texts[one].owner != texts[other].owner and len(numpy.intersect1d(left[one], left[other], assume_unique=True)) >= _LEAST
    )
    return Alike(tuple(sorted(pairs)), common)


def _sorted_out(
    hashes: "NDArray[numpy.uint32]", owners: "NDArray[numpy.uint32]", applicants: int, printed: frozenset[int],
) -> "tuple[NDArray[numpy.uint32], frozenset[int]]":
    """The hashes that some applicants have, and those that count for nothing."""
    import numpy

    of_owners = numpy.sort(hashes.astype(numpy.uint64) << numpy.uint64(32) | owners)
    once = of_owners[numpy.append(True, of_owners[1:] != of_owners[:-1])[: len(of_owners)]] >> numpy.uint64(32)
    known, having = numpy.unique(once.astype(numpy.uint32), return_counts=True)
    many = min(max(_FEW, applicants // _SHARE), _MANY)
    common = frozenset(known[having > many].tolist()) | printed
    some = known[(having > 1) & (having <= many)]
    return some[~numpy.isin(some, numpy.array(sorted(printed), numpy.uint32))], common


def _meeting(left: "dict[int, NDArray[numpy.uint32]]") -> Iterator[tuple[int, int]]:
    """The pairs of texts that meet in a bucket."""
    if len(left) < 2:
        return
    from datasketch import MinHash, MinHashLSH  # 0.7 s

    index = MinHashLSH(num_perm=_PERMUTATIONS, params=(_BANDS, _ROWS))
    sketches = MinHash.generator(left.values(), num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=int)
    for number, sketch in zip(left, sketches, strict=True):
        yield from ((earlier, number) for earlier in index.query(sketch))
        index.insert(number, sketch)
