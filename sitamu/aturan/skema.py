"""The calculators in the OpenAPI document: one operation an area, from its typed record."""

from typing import Any, Final

import msgspec

from sitamu.aturan.engines import AREAS

ALAMAT: Final = "/api/v1/kalkulator/{area}"
_DESIMAL_MAKS: Final = 20
_REF: Final = "#/components/schemas/{name}"


def kalkulator_paths(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Replace the one generic path by a path for each area (a drf-spectacular hook)."""
    operation = result["paths"].pop(ALAMAT, None)
    if operation is None:
        return result
    shapes, components = msgspec.json.schema_components(
        [area.isian for area in AREAS.values()], ref_template=_REF
    )
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas |= _openapi_3(components) | {"JawabanKalkulator": _ANSWER, "Galat": _PROBLEM}
    for area, shape in zip(AREAS.values(), shapes, strict=True):
        schemas[area.isian.__name__]["properties"]["pada"] = _PADA
        result["paths"][ALAMAT.format(area=area.kode)] = {
            "post": {
                "operationId": f"kalkulator_{area.kode}",
                "summary": area.judul,
                "tags": ["kalkulator"],
                "security": [{}],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": shape}},
                },
                "responses": {
                    "200": _body("Hasil hitung", "application/json", "JawabanKalkulator"),
                    **{
                        status: _body(arti, "application/problem+json", "Galat")
                        for status, arti in _REFUSALS
                    },
                },
            }
        }
    return result


def _openapi_3(schema: Any) -> Any:
    """The same in the words of OpenAPI 3.0: no null type, no empty `required`, short decimals."""
    if isinstance(schema, list):
        return [_openapi_3(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: _openapi_3(value) for key, value in schema.items() if (key, value) != _EMPTY}
    if plain.get("format") == "decimal":
        plain["maxLength"] = _DESIMAL_MAKS
    kinds = plain.get("anyOf")
    if kinds and {"type": "null"} in kinds:
        del plain["anyOf"]
        plain["allOf"] = [kind for kind in kinds if kind != {"type": "null"}]
        plain["nullable"] = True
    elif None in plain.get("enum", ()):
        plain["nullable"] = True
    return plain


def _body(arti: str, media: str, schema: str) -> dict[str, Any]:
    return {
        "description": arti,
        "content": {media: {"schema": {"$ref": _REF.format(name=schema)}}},
    }


_REFUSALS: Final = (
    ("400", "Bukan JSON"),
    ("422", "Data kurang atau isian tidak sah"),
    ("429", "Terlalu sering"),
)
_EMPTY: Final[tuple[str, list[str]]] = ("required", [])
_TEXT: Final = {"type": "string"}
_PADA: Final = {
    **_TEXT,
    "format": "date",
    "description": "Aturan yang berlaku pada tanggal ini; tanpa isian, hari ini.",
}
_ANSWER: Final = {
    "type": "object",
    "description": "Kunci hasil tiap area, ditambah yang berikut.",
    "additionalProperties": True,
    "required": ["alasan", "penjelasan", "aturan", "pada", "mode"],
    "properties": {
        "alasan": {"description": "Kode syarat yang tidak terpenuhi."},
        "penjelasan": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "kode": _TEXT,
                    "teks": _TEXT,
                    "dasar": _TEXT,
                    "terpenuhi": {"type": "boolean", "nullable": True},
                    "upaya": {**_TEXT, "nullable": True},
                    "sejak": {**_TEXT, "format": "date", "nullable": True},
                    "aturan": {**_TEXT, "nullable": True},
                },
            },
        },
        "aturan": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "kunci": _TEXT,
                    "berlaku_mulai": {**_TEXT, "format": "date"},
                    "dasar_hukum": _TEXT,
                },
            },
        },
        "pada": {**_TEXT, "format": "date"},
        "mode": {**_TEXT, "enum": ["latihan", "produksi"]},
    },
}
_PROBLEM: Final = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "kode"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "kode": _TEXT,
        "langkah": {**_TEXT, "nullable": True, "description": "Yang dapat dilakukan."},
        "errors": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": _TEXT},
        },
    },
}
