"""Which third-party front-end files the portal serves, and how they get into `static/vendor/`.

The files enter as npm packages (`package.json`, locked by hash) and are copied once, by
`manage.py vendor_frontend`; at run time there is no npm and no third-party host. The manifest holds the
SHA-256 of every copied file, so that a test sees when one was edited by hand.
"""

import hashlib
import re
import shutil
from pathlib import Path

MANIFEST = "MANIFEST.sha256"

# The component families of the NL Design System that our templates use. The whole bundle is 400 kB of
# which we would use a fifth.
UTRECHT_COMPONENTS = (
    "root",
    "body",
    "document",
    "heading-1",
    "heading-2",
    "heading-3",
    "heading-4",
    "paragraph",
    "link",
    "skip-link",
    "button",
    "button-group",
    "alert",
    "breadcrumb-nav",
    "form-field",
    "form-field-description",
    "form-field-error-message",
    "form-fieldset",
    "form-label",
    "textbox",
    "textarea",
    "select",
    "custom-checkbox",
    "checkbox",
    "radio-button",
    "table",
    "pagination",
    "status-badge",
    "data-badge",
    "badge-list",
    "data-list",
    "unordered-list",
    "ordered-list",
    "blockquote",
    "separator",
)

# Icons by their name in @tabler/icons (outline). Add a name here, run the command, use <c-icon>.
ICONS = tuple(
    """
    accessible adjustments alert-circle alert-triangle archive arrow-down arrow-left arrow-right arrow-up
    award ball-football ban bell bike book bolt briefcase brush building building-community
    building-cottage building-skyscraper bus calendar calendar-event calendar-time camera car chart-bar
    chart-line check checklist checks chevron-down chevron-left chevron-right chevron-up circle
    circle-check circle-dashed circle-x clipboard-list clock cloud-upload coin coins copy
    corner-down-right current-location device-floppy device-mobile dog dots door download edit
    external-link eye eye-off file file-import file-spreadsheet file-text file-type-pdf filter flag
    folder friends git-merge grip-vertical hand-stop heart heart-handshake help-circle history home
    hourglass id id-badge-2 info-circle key language layout-dashboard leaf link list list-check
    list-details loader lock login logout mail map map-2 map-pin map-pins map-search math menu-2
    message message-circle minus mood-smile mood-kid movie music network news note notes palette
    parking pencil phone photo pin plant plant-2 player-pause plus point printer progress qrcode
    recycle refresh road route run school scissors search send settings share shield shield-check
    shield-lock shopping-cart sort-ascending sort-descending sparkles speakerphone star stethoscope
    sun switch-horizontal table tag tags target thumb-up tool trash tree trees trophy truck-delivery
    upload user user-check user-circle user-plus user-shield users users-group vector-triangle
    versions walk wheelchair wind world x zoom-in zoom-out
    """.split()  # noqa: SIM905 - a list of 190 quoted words is not more readable
)


def _font(package: str, *, weights: tuple[str, ...], styles=("normal",), subsets=("latin", "latin-ext")):
    family = package.split("/")[1]
    for subset in subsets:
        for weight in weights:
            for style in styles:
                name = f"{family}-{subset}-{weight}-{style}.woff2"
                yield f"{package}/files/{name}", f"fonts/{family}/{name}"


def copied_files() -> dict[str, tuple[str, ...]]:
    """Target path below `static/vendor/` -> the source below `node_modules/`.

    Several sources are joined into one file.
    """
    files: dict[str, tuple[str, ...]] = {
        "htmx/htmx.min.js": ("htmx.org/dist/htmx.min.js",),
        "htmx/LICENSE": ("htmx.org/LICENSE",),
        "leaflet/leaflet.js": ("leaflet/dist/leaflet.js",),
        "leaflet/leaflet.css": ("leaflet/dist/leaflet.css",),
        "leaflet/LICENSE": ("leaflet/LICENSE",),
        "utrecht/utrecht.css": tuple(f"@utrecht/{name}-css/dist/index.css" for name in UTRECHT_COMPONENTS),
        "utrecht/LICENSE.md": ("@utrecht/component-library-css/LICENSE.md",),
        "icons/LICENSE": ("@tabler/icons/LICENSE",),
    }
    for image in (
        "layers.png",
        "layers-2x.png",
        "marker-icon.png",
        "marker-icon-2x.png",
        "marker-shadow.png",
    ):
        files[f"leaflet/images/{image}"] = (f"leaflet/dist/images/{image}",)
    for icon in ICONS:
        files[f"icons/{icon}.svg"] = (f"@tabler/icons/icons/outline/{icon}.svg",)
    # Variable fonts for the screen; static weights for print, where WeasyPrint embeds each instance.
    for package, weights, styles in (
        ("@fontsource-variable/source-sans-3", ("wght",), ("normal", "italic")),
        ("@fontsource-variable/bricolage-grotesque", ("wght",), ("normal",)),
        ("@fontsource/source-sans-3", ("400", "600", "700"), ("normal", "italic")),
        ("@fontsource/bricolage-grotesque", ("600", "700", "800"), ("normal",)),
    ):
        for source, target in _font(package, weights=weights, styles=styles):
            files[target] = (source,)
        files[f"fonts/{package.split('/')[1]}/LICENSE"] = (f"{package}/LICENSE",)
    return files


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def copy_files(node_modules: Path, vendor: Path) -> int:
    """Replace `vendor` by a fresh copy and write its manifest. Returns how many files were copied."""
    shutil.rmtree(vendor, ignore_errors=True)
    files = copied_files()
    lines = []
    for target, sources in sorted(files.items()):
        path = vendor / target
        path.parent.mkdir(parents=True, exist_ok=True)
        content = b"\n".join((node_modules / source).read_bytes() for source in sources)
        # A source map that we do not ship would be fetched by the browser's tools and break the hashed names.
        content = re.sub(rb"\n?(/\*|//)# sourceMappingURL=\S+( \*/)?\s*$", b"\n", content)
        path.write_bytes(content)
        lines.append(f"{checksum(path)}  {target}\n")
    (vendor / MANIFEST).write_text("".join(lines))
    return len(files)


def faults_in(vendor: Path) -> list[str]:
    """What differs between the manifest and the files: edited, missing or unknown."""
    expected = dict(
        reversed(line.split("  ", 1)) for line in (vendor / MANIFEST).read_text().splitlines() if line
    )
    present = {
        path.relative_to(vendor).as_posix(): path
        for path in vendor.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    faults = [f"missing: {name}" for name in sorted(expected.keys() - present.keys())]
    faults += [f"not in the manifest: {name}" for name in sorted(present.keys() - expected.keys())]
    faults += [
        f"edited: {name}"
        for name in sorted(expected.keys() & present.keys())
        if checksum(present[name]) != expected[name]
    ]
    return faults
