"""Names of WordprocessingML (ISO/IEC 29500-1, transitional; the strict namespace is folded into it on reading)."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
SYMEX = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"

DOCUMENT, BODY, SECTION = W + "document", W + "body", W + "sectPr"

TABLE, TABLE_GRID, GRID_COLUMN = W + "tbl", W + "tblGrid", W + "gridCol"
ROW, ROW_PROPERTIES, GRID_BEFORE, GRID_AFTER = W + "tr", W + "trPr", W + "gridBefore", W + "gridAfter"
CELL, CELL_PROPERTIES, CELL_WIDTH = W + "tc", W + "tcPr", W + "tcW"
GRID_SPAN, V_MERGE, H_MERGE, CELL_DELETED = W + "gridSpan", W + "vMerge", W + "hMerge", W + "cellDel"

PARAGRAPH, PARAGRAPH_PROPERTIES, PARAGRAPH_STYLE = W + "p", W + "pPr", W + "pStyle"
RUN, RUN_PROPERTIES, RUN_STYLE, RUN_FONTS = W + "r", W + "rPr", W + "rStyle", W + "rFonts"
VANISH, STRIKE, DOUBLE_STRIKE = W + "vanish", W + "strike", W + "dstrike"
TEXT, TAB, ABSOLUTE_TAB, BREAK, RETURN = W + "t", W + "tab", W + "ptab", W + "br", W + "cr"
NO_BREAK_HYPHEN, SYMBOL, MATH_TEXT, SYMBOL_EX = W + "noBreakHyphen", W + "sym", M + "t", SYMEX + "symEx"
RUBY, RUBY_BASE = W + "ruby", W + "rubyBase"
DRAWING, PICTURE, OBJECT, BOX_CONTENT = W + "drawing", W + "pict", W + "object", W + "txbxContent"

# A picture: the id that it is called by, inside the package or elsewhere, and its size in EMU.
BLIP, EMBED, LINK = A + "blip", R + "embed", R + "link"
INLINE, ANCHOR, EXTENT, EXTENT_X, EXTENT_Y = WP + "inline", WP + "anchor", WP + "extent", "cx", "cy"

SOURCE_RECT = A + "srcRect"
# The same as older Word writes it: in VML, sizes as in a style sheet.
IMAGE_DATA, IMAGE_ID, IMAGE_LINK, SHAPE_STYLE = V + "imagedata", R + "id", R + "href", "style"

CUSTOM_XML = W + "customXml"
CONTROL, CONTROL_PROPERTIES, CONTROL_END, CONTROL_CONTENT = W + "sdt", W + "sdtPr", W + "sdtEndPr", W + "sdtContent"
SHOWING_PLACEHOLDER, CHECKBOX, CHECKBOX_CHECKED = W + "showingPlcHdr", W14 + "checkbox", W14 + "checked"

FIELD_CHARACTER, FIELD_TYPE, FIELD_DATA = W + "fldChar", W + "fldCharType", W + "ffData"
FORM_CHECKBOX, FORM_CHECKED, FORM_DEFAULT = W + "checkBox", W + "checked", W + "default"
FORM_LIST, FORM_RESULT, FORM_ENTRY = W + "ddList", W + "result", W + "listEntry"

INSERTED, DELETED, MOVED_TO, MOVED_FROM = W + "ins", W + "del", W + "moveTo", W + "moveFrom"
ALTERNATE, CHOICE, FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"

VALUE, CHAR, FONT, TYPE, WIDTH = W + "val", W + "char", W + "font", W + "type", W + "w"
W14_VALUE, XML_SPACE = W14 + "val", "{http://www.w3.org/XML/1998/namespace}space"
