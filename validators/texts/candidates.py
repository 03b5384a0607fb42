"""Which texts may have been copied from each other, of as many as there are, without comparing each with each.

Of the shingles that texts have left, those are taken out that one applicant alone has, for they are nobody else's, and
those that many have, for they are phrases in common use. Texts of which enough is left are sketched by MinHash
(datasketch) and put into the buckets of locality-sensitive hashing; only what meets in a bucket is a candidate. As no
shingle that counts is in more than a fixed number of applicants' texts, the work grows as the number of texts.
"""

from collections.abc import Sequence
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


def _meeting(left: "dict[int, NDArray[numpy.uint32]]") -> set[tuple[int, int]]:
    """The pairs of texts that meet in a bucket: their sketches are the same in all rows of a band.

    A band at a time: the buckets of all bands, as datasketch keeps them, need ten kilobytes a text.
    """
    if len(left) < 2:
        return set()
    import numpy
    from datasketch import MinHash  # 0.7 s

    numbers = numpy.array(list(left))
    sketches = numpy.empty((len(left), _BANDS, _ROWS), numpy.uint32)
    made = MinHash.generator(left.values(), num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=int)
    for place, sketch in enumerate(made):
        sketches[place] = sketch.hashvalues.reshape(_BANDS, _ROWS)
    found: set[tuple[int, int]] = set()
    for band in range(_BANDS):
        rows = sketches[:, band]
        order = numpy.lexsort(rows.T)
        for apart in range(1, len(order)):  # what is the same lies side by side, the lower number first
            meet = (rows[order[apart:]] == rows[order[:-apart]]).all(axis=1)
            if not meet.any():
                break
            found.update(zip(numbers[order[:-apart][meet]].tolist(), numbers[order[apart:][meet]].tolist(), strict=True))
    return found
