"""What the tests of PDFs share: a small printing press."""

from collections.abc import Sequence

from fpdf import FPDF

LEADING = 14  # points from line to line
SIZE = 11  # points
LEFT, TOP = 72, 90  # points


def press(**options: object) -> FPDF:
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_compression(options.get("compressed", True))
    pdf.set_font("Helvetica", size=SIZE)
    return pdf


def put(pdf: FPDF, x: float, y: float, text: str, size: float = SIZE) -> None:
    pdf.set_font("Helvetica", size=size)
    pdf.text(x, y, text)


def put_lines(pdf: FPDF, lines: Sequence[str], x: float = LEFT, y: float = TOP) -> float:
    """Lines one below the other; an empty one leaves half a line more. The height after them."""
    for line in lines:
        if line:
            put(pdf, x, y, line)
        y += LEADING if line else LEADING / 1.5
    return y


def pdf_of(*pages: Sequence[str], head: str = "", foot: str = "", title: str = "") -> bytes:
    """Pages of lines; in ``head`` and ``foot`` # stands for the page's number."""
    pdf = press()
    for number, lines in enumerate(pages, start=1):
        pdf.add_page()
        if head:
            put(pdf, LEFT, 40, head.replace("#", str(number)), 9)
        if foot:
            put(pdf, 290, 810, foot.replace("#", str(number)), 9)
        put_lines(pdf, lines)
    if title:
        pdf.set_title(title)
    return bytes(pdf.output())
