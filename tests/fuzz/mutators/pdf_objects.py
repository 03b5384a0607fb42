"""The objects of a PDF: dictionaries, arrays, streams, references."""

from random import Random

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.fuzz.mutators import raw
from tests.fuzz.mutators.mutator import InapplicableError, Mutator
from tests.fuzz.mutators.pdf import FILTERS, any_number, any_value, dictionaries, of_pdf, one_of, put
from tests.fuzz.mutators.pdf_fonts import FONTS
from tests.fuzz.mutators.pdf_pages import PAGES


def _streams(pdf: Pdf) -> list[Stream]:
    return [one for one in pdf.objects if isinstance(one, Stream)]


def change_entry(pdf: Pdf, chance: Random) -> None:
    """Give entries of dictionaries values of another type, or leave them out."""
    found = dictionaries(pdf)
    for _ in range(chance.choice((1, 1, 1, 4, 20))):
        here = one_of(chance, found)
        keys = [key for key in sorted(here.keys()) if key not in {"/Length"}]  # in an order that lasts
        if not keys:
            continue
        key = chance.choice(keys)
        if chance.random() < 0.25:
            del here[key]
        else:
            put(here, key, any_value(pdf, chance))


def change_array(pdf: Pdf, chance: Random) -> None:
    """Change arrays: shorter, longer, with other things in them, nested."""
    arrays = [(here, key) for here in dictionaries(pdf) for key, value in sorted(here.items()) if isinstance(value, Array)]
    for _ in range(chance.choice((1, 1, 5))):
        if not arrays:
            raise InapplicableError
        here, key = chance.choice(arrays)
        values = list(here[key])
        flat = all(not isinstance(value, (Array, Dictionary)) or value.is_indirect for value in values)
        at = chance.randint(0, len(values))
        here[key] = Array(chance.choice((
            [], values[:at], [*values[:at], any_value(pdf, chance), *values[at + 1 :]], [Array(values)],
            values[::-1],
            (values * 300)[:3000] if flat else [*values, *values[:1]],
        )))


def refer_to_itself(pdf: Pdf, chance: Random) -> None:
    """Let an entry refer to its own object, or to one that refers to it."""
    objects = [one for one in pdf.objects if isinstance(one, (Dictionary, Stream))]
    one, other = one_of(chance, objects), one_of(chance, objects)
    for here, there in ((one, other), (other, chance.choice((one, other)))):
        keys = [key for key in sorted(here.keys()) if key not in {"/Length", "/Type"}]
        if keys:
            here[chance.choice(keys)] = there


def spoil_stream(pdf: Pdf, chance: Random) -> None:
    """Break what a stream holds, packed or unpacked."""
    stream = one_of(chance, _streams(pdf))
    step = chance.choice(raw.RAW.steps)
    filters, parameters = stream.get("/Filter"), stream.get("/DecodeParms")
    if chance.random() < 0.5 and isinstance(filters, (Name, Array)):
        known = parameters if isinstance(parameters, (Dictionary, Array)) else None
        stream.write(step(stream.read_raw_bytes(), chance), filter=filters, decode_parms=known)
    else:
        stream.write(step(stream.read_bytes(), chance))


def change_filter(pdf: Pdf, chance: Random) -> None:
    """Claim that a stream is packed otherwise, or several times."""
    stream = one_of(chance, _streams(pdf))
    filters = Array([Name("/" + chance.choice(FILTERS)) for _ in range(chance.choice((1, 1, 2, 3, 100)))])
    if chance.random() < 0.4:
        filters = Array([Name.FlateDecode])
    parameters = Dictionary({
        "/Predictor": chance.choice((1, 2, 10, 12, 15, 99)), "/Columns": any_number(chance), "/Colors": any_number(chance),
        "/BitsPerComponent": any_number(chance), "/EarlyChange": 0, "/K": any_number(chance), "/Rows": any_number(chance),
    })
    stream.write(stream.read_raw_bytes(), filter=filters, decode_parms=parameters if chance.random() < 0.5 else None)


def change_trailer(pdf: Pdf, chance: Random) -> None:
    """Change what the file says of itself: its root, its information, that it were locked."""
    key = chance.choice((
        "/Pages", "/Type", "/Names", "/Outlines", "/Title", "/Metadata", "/Kids", "/Extensions", "/Version", "/OCProperties",
    ))
    put(chance.choice((pdf.Root, pdf.docinfo, pdf.Root.Pages)), key, any_value(pdf, chance))


PDF = Mutator(
    tuple(map(of_pdf, (
        change_entry, change_entry, change_entry, change_array, change_array, refer_to_itself, spoil_stream, change_filter,
        change_trailer, *FONTS, *PAGES,
    ))), ("pdf page", "pdf page", "pdf"), share=9,
)
