"""The objects of a PDF by their numbers, with an end to references that lead in a circle."""

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef


class Objects(PDFDocument):
    """The file's objects, as pdfminer's classes ask for them."""

    def getobj(self, objid: int) -> object:
        """The object of a number. Raises PDFObjectNotFound where there is none, else as pdfminer does.

        An object that is nothing but a reference stands for the one that it leads to, and is null in a circle of such:
        pdfminer follows them for ever.
        """
        found: object = super().getobj(objid)
        passed = {objid}
        while isinstance(found, PDFObjRef):
            if found.objid in passed:
                return None
            passed.add(found.objid)
            found = super().getobj(found.objid)
        return found
