"""The letterbox of a demonstration: an SMTP server that files every letter as .eml and sends none on."""

import asyncio
import email.policy
import re
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST_LETTER = 30 * 1024 * 1024


class Letterbox:
    """Files what arrives; a file is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.count += 1
        now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
        recipient = re.sub(r"[^\w.@-]", "_", envelope.rcpt_tos[0])[:80]
        path = self.folder / f"{now}-{self.count}-{recipient}.eml"
        fresh = path.with_suffix(".part")
        fresh.write_bytes(envelope.original_content or b"")
        fresh.rename(path)
        return "250 Bewaard"


async def serve(descriptor: int, folder: Path) -> None:
    """Receive letters on an open socket until the process is ended."""
    letterbox = Letterbox(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(letterbox, data_size_limit=LARGEST_LETTER, enable_SMTPUTF8=True, hostname="wijkportaal"),
        sock=socket.socket(fileno=descriptor),
    )
    await server.serve_forever()


def letters(folder: Path) -> list[email.message.EmailMessage]:
    """Return what was received, oldest first."""
    return [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted(folder.glob("*.eml"))
    ]


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
