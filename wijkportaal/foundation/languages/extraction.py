"""Which words residents see: found by following the code from every door that has languages.

A door's view leads to its templates, forms, actions, queries and the labels of states; a template to what it includes,
its components and tags. A letter that says in whose language it is written (`in_language_of`) is a beginning too. So a
new page, form or letter is found by itself, and words of the workplace alone are left out.
"""

import ast
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.forms.models import ModelForm
from django.urls import get_resolver
from django.utils.translation.template import templatize

from wijkportaal.foundation.languages import speaking
from wijkportaal.foundation.languages.catalogues import Words
from wijkportaal.foundation.languages.states import has_languages

# Functions of django.utils.translation and of ours, by how they are called.
TRANSLATING = {
    f"{name}{lazy}": name for name in ("gettext", "ngettext", "pgettext") for lazy in ("", "_lazy")
} | {"refusal": "gettext", "refusal_of_number": "ngettext"}
SOURCES_OF_TRANSLATING = ("django.utils.translation", "wijkportaal.foundation.languages.speaking")
# Templates that no view names: of allauth, of forms, for errors.
TEMPLATES_BY_THEMSELVES = re.compile(
    r"(account|mfa|socialaccount|allauth|django)/|components/(_badge|field|form|formset)\.html$"
    r"|\d{3}(_csrf)?\.html$|layouts/public\.html$"
)
# What writes in a language of its own choice: a letter to its reader, a brochure that is printed in one.
CHOOSES_A_LANGUAGE = re.compile(r"@in_every_language|\btranslation\.override\(")
# What rooms tell a room below of themselves; no door names these files, and residents read what they say.
REGISTERED = re.compile(r"\.(answers|following|moderated|personal|retention)$")
MENUS = ("public", "footer", "person")
TEMPLATE_NAME = re.compile(r"^[\w/.-]+\.(?:html|txt)$")
NAMED_IN_TEMPLATE = re.compile(r"\{%-?\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")
COMPONENT = re.compile(r"<c-([\w.-]+)")
USED_IN_TEMPLATE = re.compile(r"\{%-?\s*(\w+)|\|(\w+)|\s(\w+)=")
FOUND_BY_TEMPLATIZE = re.compile(
    r"\b(_|gettext|ngettext|pgettext)\((u?(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')(?:\s*,\s*u?(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'))*)"
)


@dataclass(frozen=True)
class Symbol:
    """A function, class or constant of a module."""

    module: str
    name: str


@dataclass
class Module:
    """A file of ours: what it defines, what its other names mean, and what it only calls."""

    nodes: dict[str, list[ast.AST]] = field(default_factory=dict)
    imports: dict[str, Symbol] = field(default_factory=dict)
    translating: dict[str, str] = field(default_factory=dict)
    calls: list[ast.AST] = field(default_factory=list)


def words_of_residents() -> set[Words]:
    """Return all that residents can be told, of every page, form, letter and mail about their account."""
    reader = _Reader()
    for template in _templates():
        if TEMPLATES_BY_THEMSELVES.match(template):
            reader.open_template(template)
    for symbol in _beginnings():
        reader.follow(symbol)
    for name in filter(REGISTERED.search, _modules()):
        reader.read_calls(_module(name))
    reader.follow_steps()
    for menu in MENUS:
        reader.words |= {Words(item["label"]) for item in settings.NAVIGATION.get(menu, ())}
    return reader.words


def _beginnings() -> Iterator[Symbol]:
    """Yield the views of doors that have languages, what answers for allauth and before a view, letters and brochures."""
    for path, view in _views(get_resolver(), ""):
        if has_languages(f"/{path}"):
            maker = getattr(view, "view_class", view)
            yield Symbol(maker.__module__, maker.__qualname__.partition(".")[0])
    for name in _modules():
        for symbol, nodes in _module(name).nodes.items():
            for node in nodes:
                chooses = CHOOSES_A_LANGUAGE.search(ast.unparse(node)) and name != speaking.__name__
                if chooses or REGISTERED.search(name):
                    yield Symbol(name, symbol)
    adapters = [settings.ACCOUNT_ADAPTER, settings.MFA_ADAPTER, settings.SOCIALACCOUNT_ADAPTER]
    forms = [*settings.ACCOUNT_FORMS.values(), *settings.MFA_FORMS.values()]
    for path in (*adapters, *forms, *settings.MIDDLEWARE):
        module, _dot, name = path.rpartition(".")
        yield Symbol(module, name)


def _views(resolver, before: str) -> Iterator[tuple[str, object]]:
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern).lstrip("^")
        if hasattr(pattern, "url_patterns"):
            yield from _views(pattern, path)
        else:
            yield path, pattern.callback


class _Reader:
    """Follows names from one to the next and gathers the words on the way."""

    def __init__(self) -> None:
        self.words: set[Words] = set()
        self._seen: set[Symbol] = set()
        self._open: set[str] = set()
        self._steps: list[tuple[Symbol, ast.AST]] = []

    def follow(self, beginning: Symbol) -> None:
        """Read a symbol and all that it names."""
        waiting = [beginning]
        while waiting:
            symbol = _defined(waiting.pop())
            if symbol is None or symbol in self._seen:
                continue
            self._seen.add(symbol)
            module = _module(symbol.module)
            for node in module.nodes[symbol.name]:
                steps = [each.value for each in ast.walk(node) if getattr(each, "arg", "") == "transitions"]
                self._steps += [(symbol, step) for step in steps]
                self._read(node, module, is_model=".models" in symbol.module, without=steps)
                waiting.extend(_named(node, symbol.module, module, without=steps))
            if ".forms" in symbol.module:
                self._read_labels(symbol)

    def read_calls(self, module: Module) -> None:
        """Read what a file tells a room below with a call alone, `own(…, label=_("wat u volgt"))`, and what that says."""
        for call in module.calls:
            self._read(call, module, is_model=False)
            for each in ast.walk(call):
                called = getattr(each.func, "id", "") if isinstance(each, ast.Call) else ""
                if called in module.imports:
                    self.follow(module.imports[called])

    def follow_steps(self) -> None:
        """Read the steps of life cycles where residents take them: in rooms of which they reach an action.

        Of other rooms they see the states only, never a button or why it cannot be pressed.
        """
        rooms = {
            symbol.module.partition(".actions")[0] for symbol in self._seen if ".actions" in symbol.module
        }
        taken = [
            (symbol, step) for symbol, step in self._steps if symbol.module.partition(".states")[0] in rooms
        ]
        if not taken:
            return
        self._steps = [each for each in self._steps if each not in taken]
        for symbol, step in taken:
            module = _module(symbol.module)
            self._read(step, module, is_model=False)
            for named in _named(step, symbol.module, module):
                self.follow(named)
        self.follow_steps()

    def _read(
        self, node: ast.AST, module: Module, *, is_model: bool, without: Collection[ast.AST] = ()
    ) -> None:
        labels = _labels_of_fields(node) if is_model else set()
        for each in _walk(node, without):
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                if TEMPLATE_NAME.match(each.value):
                    self.open_template(each.value)
            elif each not in labels and (kind := _translates(each, module)):
                self._add(kind, _texts_in(each))

    def _read_labels(self, symbol: Symbol) -> None:
        """Add the labels that a form has of its model."""
        form = getattr(import_module(symbol.module), symbol.name, None)
        if isinstance(form, type) and issubclass(form, ModelForm):
            labels = {str(each.label) for each in form.base_fields.values()}
            self.words |= {Words(label) for label in labels if label in _all_texts()}

    def open_template(self, name: str) -> None:
        """Read a template and all that it includes, with its components and tags."""
        if name in self._open or name not in _templates():
            return
        self._open.add(name)
        source = _templates()[name].read_text(encoding="utf-8")
        for kind, texts in FOUND_BY_TEMPLATIZE.findall(templatize(source)):
            self._add("gettext" if kind == "_" else kind, list(ast.literal_eval(f"({texts},)")))
        for included in NAMED_IN_TEMPLATE.findall(source):
            self.open_template(included)
        for component in COMPONENT.findall(source):
            self.open_template(f"cotton/{component.replace('.', '/')}.html")
        for names in USED_IN_TEMPLATE.findall(source):
            for used in filter(None, names):
                for symbol in _tags().get(used, ()):
                    self.follow(symbol)

    def _add(self, kind: str, texts: list[str]) -> None:
        if not texts or not texts[0]:
            return
        if kind == "ngettext":
            self.words.add(Words(texts[0], texts[1]))
        elif kind == "pgettext":
            self.words.add(Words(texts[1], "", texts[0]))
        else:
            self.words.add(Words(texts[0]))


def _translates(node: ast.AST, module: Module) -> str:
    """Return which function of gettext a piece of code calls; empty when it calls none."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return module.translating.get(node.func.id, "")
    return ""


def _texts_in(call: ast.Call) -> list[str]:
    return [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]


def _labels_of_fields(node: ast.AST) -> set[ast.AST]:
    """Return where a model names itself and its fields: a form says it in other words, and a page too."""
    found: set[ast.AST] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and getattr(each.func, "attr", "").endswith(("Field", "Key")):
            found |= set(each.args[:1])
        if isinstance(each, ast.keyword) and each.arg == "verbose_name":
            found.add(each.value)
        if isinstance(each, ast.Assign) and getattr(each.targets[0], "id", "").startswith("verbose_name"):
            found.add(each.value)
    return found


def _walk(node: ast.AST, without: Collection[ast.AST]) -> Iterator[ast.AST]:
    """Yield a piece of code and its parts, but for some of them."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if each not in without:
            yield each
            waiting.extend(ast.iter_child_nodes(each))


def _named(
    node: ast.AST, home: str, module: Module, *, without: Collection[ast.AST] = ()
) -> Iterator[Symbol]:
    """Yield what a piece of code names: of its own file, or brought in from another."""
    own = {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)}
    if isinstance(node, ast.FunctionDef):
        own |= {
            each.id
            for each in ast.walk(node)
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
        }
    for each in _walk(node, without):
        if isinstance(each, ast.Name):
            if each.id in own:
                continue
            if each.id in module.nodes:
                yield Symbol(home, each.id)
            elif each.id in module.imports:
                yield module.imports[each.id]
        elif isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name):
            origin = module.imports.get(each.value.id)
            if origin:
                yield Symbol(f"{origin.module}.{origin.name}", each.attr)


def _defined(symbol: Symbol) -> Symbol | None:
    """Return where a name is really defined, through packages that pass it on; None for what is not ours."""
    for _step in range(5):
        if symbol.module not in _modules():
            return None
        module = _module(symbol.module)
        if symbol.name in module.nodes:
            return symbol
        if symbol.name not in module.imports:
            return None
        symbol = module.imports[symbol.name]
    return None


@cache
def _modules() -> dict[str, Path]:
    """Return our files by their name as a module."""
    found = {}
    for package in sorted({room.partition(".")[0] for room in settings.ROOMS}):
        for path in sorted(Path(settings.BASE_DIR, package).rglob("*.py")):
            parts = path.relative_to(settings.BASE_DIR).with_suffix("").parts
            if not {"migrations", "demonstration", "launcher", "management"} & set(parts):
                found[".".join(parts).removesuffix(".__init__")] = path
    return found


@cache
def _module(name: str) -> Module:
    path = _modules()[name]
    module = Module()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            module.nodes.setdefault(node.name, []).append(node)
        elif kind := _own_words(node):
            module.translating[node.targets[0].id] = kind
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                for each in ast.walk(target):
                    if isinstance(each, ast.Name):
                        module.nodes.setdefault(each.id, []).append(node)
        elif isinstance(node, ast.Expr):
            module.calls.append(node)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                called = alias.asname or alias.name
                if node.module in SOURCES_OF_TRANSLATING and alias.name in TRANSLATING:
                    module.translating[called] = TRANSLATING[alias.name]
                else:
                    module.imports[called] = Symbol(node.module, alias.name)
    return module


def _own_words(node: ast.AST) -> str:
    """Return what `_ = words_of(…)` or `ngettext = _.ngettext` in a letters.py stands for (foundation.mail.wording)."""
    value = node.value if isinstance(node, ast.Assign) else None
    if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "words_of":
        return "gettext"
    return "ngettext" if isinstance(value, ast.Attribute) and value.attr == "ngettext" else ""


@cache
def _templates() -> dict[str, Path]:
    folder = Path(settings.BASE_DIR, "templates")
    return {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}


@cache
def _tags() -> dict[str, list[Symbol]]:
    """Return the tags and filters of ours by name."""
    found: dict[str, list[Symbol]] = {}
    for name in _modules():
        if ".templatetags." in name:
            for symbol, nodes in _module(name).nodes.items():
                if any("register" in ast.dump(each) for each in getattr(nodes[0], "decorator_list", ())):
                    found.setdefault(symbol, []).append(Symbol(name, symbol))
    return found


@cache
def _all_texts() -> frozenset[str]:
    """Return every text that the code marks for translation."""
    found: set[str] = set()
    for module in map(_module, _modules()):
        for node in (node for nodes in module.nodes.values() for node in nodes):
            for each in ast.walk(node):
                if _translates(each, module):
                    found.update(_texts_in(each))
    return frozenset(found)
