"""The document of the API as a test holds answers to it."""

from functools import cache

from jsonschema import Draft202012Validator

from wijkportaal.portal.api.documents import kept_openapi


def operations():
    """Yield each operation: its path, its method and what the document says of it."""
    for path, methods in kept_openapi()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def faults_in(answer, path: str, method: str = "get") -> list[str]:
    """Return where an answer is not as the document says: its status, its form, its headers or its content."""
    operation = kept_openapi()["paths"][path][method]
    described = operation["responses"].get(str(answer.status_code))
    if described is None:
        return [f"status {answer.status_code} is not in the document"]
    described = _resolved(described)
    found = [
        f"no header {name}"
        for name in described.get("headers", {})
        if name not in answer.headers and name != "Link"
    ]
    if not answer.content:
        return found
    kind = answer["Content-Type"].partition(";")[0]
    if kind not in described["content"]:
        return [*found, f"form {kind} is not in the document"]
    return found + [
        f"{error.json_path}: {error.message[:120]}"
        for error in _judge_of(path, method, answer.status_code, kind).iter_errors(answer.json())
    ]


@cache
def _judge_of(path: str, method: str, status: int, kind: str) -> Draft202012Validator:
    described = _resolved(kept_openapi()["paths"][path][method]["responses"][str(status)])
    return Draft202012Validator(_plain(described["content"][kind]["schema"]))


def _resolved(node: dict) -> dict:
    while "$ref" in node:
        target = kept_openapi()
        for part in node["$ref"].split("/")[1:]:
            target = target[part]
        node = target
    return node


def _plain(node):
    """Return a schema of OpenAPI 3.0 as JSON Schema: no references, `null` as a kind of its own, no unknown names."""
    if isinstance(node, list):
        return [_plain(each) for each in node]
    if not isinstance(node, dict):
        return node
    may_be_null = node.get("nullable", False)
    node = {name: _plain(value) for name, value in _resolved(node).items() if name != "nullable"}
    if "properties" in node and isinstance(node.get("type"), str):
        node["additionalProperties"] = False
    return {"anyOf": [node, {"type": "null"}]} if may_be_null else node
