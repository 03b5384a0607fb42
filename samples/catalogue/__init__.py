"""Which samples there are: what an office finds in its mailbox, good and bad."""

from samples.catalogue.archives import archives
from samples.catalogue.clean import clean
from samples.catalogue.faulty import faulty
from samples.catalogue.mails import mails
from samples.catalogue.odd import odd, strays
from samples.catalogue.scanned import scanned
from samples.sample import Handed


def mailbox() -> tuple[Handed, ...]:
    """All that lies in the mailbox, by what was handed in together."""
    return (*clean(), *faulty(), *odd(), *mails(), *archives(), *scanned(), strays())
