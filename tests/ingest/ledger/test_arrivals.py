"""What lies in the INPUTs from run to run: new, moved, gone; and what other INPUTs brought stays."""


from sqlalchemy import Connection, select

from ingest.ledger.found import Found, found_in
from ingest.ledger.tables import arrival
from tests.ingest.ledgers import VERSIONS, hand_in, unit
from tests.ingest.support import checked

A, B = checked("甲", "重庆样例甲有限公司"), checked("乙", "重庆样例乙有限公司")


def found(connection: Connection) -> Found:
    return found_in(connection, VERSIONS.reader)


def intakes(connection: Connection) -> dict[str, int]:
    """In which intake each file was there first."""
    return {row.path: row.intake for row in connection.execute(select(arrival).where(~arrival.c.gone))}


def test_what_is_no_longer_there(connection: Connection) -> None:
    """Its form is told no more, but the ledger keeps it."""
    hand_in(connection, {unit("a.docx"): [A], unit("b.docx"): [B]})
    hand_in(connection, {unit("b.docx"): [B]})
    assert [row.id for row in found(connection).forms] == ["乙"]
    assert [row.id for row in found(connection).gone] == ["甲"]
    hand_in(connection, {unit("a.docx"): [A], unit("b.docx"): [B]})
    assert [row.id for row in found(connection).forms] == ["甲", "乙"]
    assert intakes(connection) == {"a.docx": 1, "b.docx": 1}


def test_other_inputs_take_nothing_away(connection: Connection) -> None:
    """A corrected file that is handed in by itself joins what came before."""
    hand_in(connection, {unit("a.docx"): [A]})
    hand_in(connection, {unit("b.docx", root="/desk"): [B]}, inputs=["/desk"])
    assert [row.id for row in found(connection).forms] == ["甲", "乙"]
    assert intakes(connection) == {"a.docx": 1, "b.docx": 2}


def test_a_file_that_moved_is_not_new(connection: Connection) -> None:
    """The same bytes in another folder of the INPUT, or below an INPUT that moved as a whole."""
    hand_in(connection, {unit("a.docx", "1"): [A], unit("b.docx", "2"): [B]})
    moved = unit("done/a.docx", "1", digest_of="a.docx")
    hand_in(connection, {moved: [A], unit("b.docx", "2"): [B]})
    assert intakes(connection) == {"done/a.docx": 1, "b.docx": 1}
    hand_in(
        connection, {unit("done/a.docx", "1", "/elsewhere", "a.docx"): [A], unit("b.docx", "2", "/elsewhere"): [B]}, inputs=["/elsewhere"],
    )
    assert intakes(connection) == {"done/a.docx": 1, "b.docx": 1}
    assert len(found(connection).forms) == 2


def test_names_with_a_character_that_no_database_takes(connection: Connection) -> None:
    """A mail may call its attachments so; what is read is found again."""
    hand_in(connection, {unit("a\0.docx"): [A]})
    assert [row.id for row in found(connection).forms] == ["甲"]


def test_ids_are_kept(connection: Connection) -> None:
    """A form that comes later under the same id takes the next, wherever its file stands in the order of paths."""
    hand_in(connection, {unit("m.docx"): [A]})
    hand_in(connection, {unit("a.docx"): [A], unit("m.docx"): [A]})
    assert [(row.path, entry.records) for row, entry in zip(found(connection).forms, found(connection).files, strict=True)] == [
        ("a.docx", ("甲-2",)), ("a.docx", ("甲",)),
    ]
    assert [entry.path for entry in found(connection).files] == ["a.docx", "m.docx"]
