"""The pages of a PDF: their tree, their measures, forms that draw each other, form fields and notes."""

from random import Random

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from tests.fuzz.mutators.pdf import Change, any_number, any_value, put

_ENTRIES = (
    "/V", "/Parent", "/DA", "/Opt", "/Ff", "/AS", "/QuadPoints", "/L", "/Contents", "/Rect", "/F", "/FT", "/MK", "/AP",
)


def _page(pdf: Pdf, chance: Random) -> Object:
    return chance.choice(list(pdf.Root.Pages.Kids))


def pages_in_a_circle(pdf: Pdf, chance: Random) -> None:
    """Let the tree of pages hold itself."""
    tree = pdf.Root.Pages
    tree.Kids = Array([_page(pdf, chance), tree, _page(pdf, chance)])


def page_often(pdf: Pdf, chance: Random) -> None:
    """Have the same page very often."""
    pdf.Root.Pages.Kids = Array([_page(pdf, chance)] * chance.choice((2, 250, 5000)))


def count_of_pages(pdf: Pdf, chance: Random) -> None:
    """Have more pages than there are, or fewer."""
    pdf.Root.Pages.Count = chance.choice((0, -1, 10**9, 3))


def deep_tree(pdf: Pdf, chance: Random) -> None:
    """Put a page very deep into the tree of pages."""
    node = _page(pdf, chance)
    for _ in range(chance.choice((3, 500, 3000))):
        node = pdf.make_indirect(Dictionary({"/Type": Name.Pages, "/Kids": Array([node]), "/Count": 1}))
    pdf.Root.Pages.Kids = Array([node])


def orphan(pdf: Pdf, chance: Random) -> None:
    """Give a page a parent that is none, from which it should inherit."""
    page = _page(pdf, chance)
    page.Parent = chance.choice((page, pdf.Root))
    for key in ("/Resources", "/MediaBox"):
        if key in page:
            del page[key]


def contents(pdf: Pdf, chance: Random) -> None:
    """Give a page its content several times over, or one that is none."""
    page = _page(pdf, chance)
    put(page, "/Contents", chance.choice((Array([page.Contents] * chance.choice((2, 300))), any_value(pdf, chance))))


def measures(pdf: Pdf, chance: Random) -> None:
    """Turn a page, and make it as large or as small as no paper is."""
    page = _page(pdf, chance)
    page.Rotate = chance.choice((0, 90, 180, 270, -90, 45, 360, 10**9))
    page[chance.choice(("/MediaBox", "/CropBox"))] = Array([any_number(chance) for _ in range(chance.choice((4, 4, 4, 3, 0)))])
    if chance.random() < 0.2:
        page.UserUnit = any_number(chance)


def draw_itself(pdf: Pdf, chance: Random) -> None:
    """Let a page draw a form that draws itself, or others that draw others many times over."""
    page = chance.choice(list(pdf.pages))
    times, said = chance.choice((1, 1, 8)), {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 9, 9])}
    forms = [pdf.make_stream(b"/F%d Do " % ((number + 1) % 8) * times, said) for number in range(8)]
    known = Dictionary({f"/F{number}": form for number, form in enumerate(forms)})
    last = chance.random() < 0.5
    for form in forms:
        form.Resources = Dictionary({"/XObject": known})
    if last:
        forms[-1].write(b"0 0 1 1 re f")
    page.obj.Resources = Dictionary({"/XObject": known})
    page.obj.Contents = pdf.make_stream(b"/F0 Do")


def put_field(pdf: Pdf, chance: Random) -> None:
    """Put form fields and notes on a page, with entries of any type, parents in a circle, places anywhere."""
    page = chance.choice(list(pdf.pages))
    notes = []
    for _ in range(chance.choice((1, 3, 500))):
        note = pdf.make_indirect(Dictionary({
            "/Type": Name.Annot,
            "/Subtype": Name("/" + chance.choice(("Widget", "Widget", "FreeText", "StrikeOut", "Line", "Stamp", "Redact"))),
            "/Rect": Array([any_number(chance) for _ in range(4)]),
            "/FT": Name("/" + chance.choice(("Tx", "Btn", "Ch", "Sig", "X"))), "/V": pikepdf.String("推荐表 ２０２３"), "/F": 4,
        }))
        for key in chance.sample(_ENTRIES, 3):
            put(note, key, any_value(pdf, chance))
        if chance.random() < 0.2:
            note.Parent = note
        notes.append(note)
    page.obj.Annots = Array(notes)
    pdf.Root.AcroForm = Dictionary({"/Fields": Array(notes), "/NeedAppearances": True})


PAGES: tuple[Change, ...] = (
    pages_in_a_circle, page_often, count_of_pages, deep_tree, orphan, contents, measures, draw_itself, put_field,
)
