"""The words in a document, for who searches. Read by a process of its own: PDFium is C, and the file came from outside.

What is too long, too slow, too big or not a document at all gives what was read so far, or nothing.
"""

import resource
import subprocess
import sys
from pathlib import Path

MOST_PAGES, MOST_SIGNS = 300, 150_000
SECONDS, BYTES_OF_MEMORY = 20, 1024 * 1024 * 1024


def words_in_pdf(data: bytes) -> str:
    """Return the text of a PDF on one line; empty when there is none that can be read, as in a scan."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(Path(__file__))],
            input=data,
            capture_output=True,
            timeout=2 * SECONDS,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", errors="ignore")


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_OF_MEMORY, BYTES_OF_MEMORY))


def _tell() -> None:
    """Write the text of the PDF on the standard input to the standard output, a page at a time."""
    import pypdfium2  # noqa: PLC0415 - only in the process of its own

    left = MOST_SIGNS
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    for number in range(min(len(document), MOST_PAGES)):
        # PDFium says where a word was broken off at the end of a line by this sign.
        text = (
            document[number].get_textpage().get_text_range().replace("\ufffe\r\n", "").replace("\ufffe", "")
        )
        words = " ".join(text.replace("\x00", " ").split())[:left]
        sys.stdout.buffer.write(f"{words} ".encode("utf-8", errors="ignore"))
        sys.stdout.buffer.flush()
        left -= len(words)
        if left <= 0:
            return


if __name__ == "__main__":
    _limit()
    _tell()
