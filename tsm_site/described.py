"""The description of the API (OpenAPI), completed: a path for every operation, and errors as the documents they are."""

from typing import Any

from ninja.openapi.schema import OpenAPISchema

from remoting.catalog.operations import Operation, catalog
from remoting.catalog.schemas import schema_for

GENERAL = "/api/v1/operations/{name}"


def described(schema: OpenAPISchema) -> OpenAPISchema:
    paths: dict[str, Any] = schema["paths"]
    for path in paths.values():
        for call in path.values():
            _as_problems(call["responses"])
    if GENERAL in paths:
        general = paths[GENERAL]["post"]
        paths |= {f"/api/v1/operations/{one.name}": {"post": _call(one, general)} for one in catalog().offered}
    return schema


def _as_problems(responses: dict[Any, Any]) -> None:
    for status, answer in responses.items():
        content = answer.get("content", {})
        if int(status) >= 400 and "application/json" in content:
            content["application/problem+json"] = content.pop("application/json")


def _call(operation: Operation, general: dict[str, Any]) -> dict[str, Any]:
    """The general call with the operation's own parameters."""
    shown = schema_for(operation)
    about = {"title": operation.title, "description": operation.about}
    parameters = {key: value for key, value in shown.items() if key not in ("$schema", *about)}
    must = [name for name in ("parameters",) if parameters["required"]]
    must += ["target"] if operation.needs_identity or operation.component in ("server", "session") else []
    body = {
        "type": "object",
        "additionalProperties": False,
        "required": must,
        "properties": {**ORDER, "parameters": parameters},
    }
    return {
        "operationId": operation.name.replace("-", "_"),
        "summary": about["title"],
        "description": about["description"],
        "tags": [f"operations: {operation.component}"],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": general["responses"],
        "security": general.get("security", []),
    }


ORDER: dict[str, Any] = {
    "target": {"type": "string", "maxLength": 300},
    "domain": {"type": "string", "maxLength": 255},
    "reason": {"type": "string", "maxLength": 500},
    "ticket": {"type": "string", "maxLength": 100},
    "preview": {"type": "boolean", "default": False},
    "preview_of": {"anyOf": [{"type": "string", "format": "uuid"}, {"type": "null"}]},
    "idempotency_key": {"type": "string", "maxLength": 100},
}
