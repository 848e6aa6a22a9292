"""Many rows at once: COPY into a temporary table, then one statement into the real one.

The only place that speaks to the driver itself.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from django.db.backends.utils import CursorWrapper
from django.db.models import NOT_PROVIDED, Model
from psycopg2 import sql

from sitamu.inti.models.dasar import MUATAN_SQL, MuatanModel

REPEATS: Final = 64  # texts longer than this hardly ever come twice
LINES_A_PIECE: Final = 250  # each piece asks for the interpreter's lock again


def copy_rows(
    cursor: CursorWrapper, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Append `rows` to `table`. Values: str, int, Decimal, date, bool, bytes, UUID or None."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _names(columns))
    text = _Texts().__getitem__
    lines = ("\t".join(map(text, row)) + "\n" for row in rows)
    cursor.copy_expert(statement.as_string(cursor.connection), _Stream(lines))


@contextmanager
def temporary_copy(
    cursor: CursorWrapper,
    name: str,
    model: type[Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> Iterator[None]:
    """A temporary table with `columns` typed as in `model`, holding `rows`, gone at the end."""
    _execute(
        cursor,
        "CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS SELECT {columns} FROM {like} WITH NO DATA",
        name=sql.Identifier(name),
        columns=_names(columns),
        like=sql.Identifier(_table(model)),
    )
    copy_rows(cursor, name, columns, rows)
    yield
    _execute(cursor, "DROP TABLE {name}", name=sql.Identifier(name))


def upsert_rows(
    cursor: CursorWrapper,
    *,
    model: type[Model],
    columns: Sequence[str],
    unique: Sequence[str],
    rows: Sequence[Sequence[Any]],
    insert_only: Sequence[str] = (),
) -> int:
    """Add or change rows of `model`; returns how many were really added or changed.

    `columns`, `unique` and `insert_only` name columns (a foreign key as `unit_id`); no two rows may
    be equal in `unique`. None means "not stated": it never erases what a column holds, and a new
    row gets the model's default. Columns in `insert_only` keep what they hold. A row that would
    stay the same is not written at all.
    """
    if not rows:
        return 0
    name = f"baru_{_table(model)}"
    table = sql.Identifier(_table(model))
    every: dict[str, Any] = {str(field.column): field for field in model._meta.concrete_fields}  # noqa: SLF001
    fields = {column: every[column] for column in columns}
    unstated: dict[str, sql.Composable] = {
        column: sql.Literal(field.get_default())
        for column, field in every.items()
        if column not in fields and not field.null and field.db_default is NOT_PROVIDED
    }
    if issubclass(model, MuatanModel):  # in a subquery it is found once, not for each row
        unstated["muatan_id"] = sql.SQL("(SELECT {})").format(sql.SQL(MUATAN_SQL))
    changing = [c for c in columns if c not in unique and c not in insert_only]
    parts: dict[str, sql.Composable] = {
        "table": table,
        "source": sql.Identifier(name),
        "inserted": _names((*columns, *unstated)),
        "values": sql.SQL(", ").join(
            (*(_inserted(c, fields[c]) for c in columns), *unstated.values())
        ),
        "unique": _names(unique),
        "changing": _names(changing),
        "old": sql.SQL(", ").join(sql.SQL(".").join((table, sql.Identifier(c))) for c in changing),
        "kept": sql.SQL(", ").join(_merged(c, fields[c], table) for c in changing),
        "same": sql.SQL(" AND ").join(
            [_equal(c, fields[c], table) for c in unique]
            + [_unchanged(c, fields[c], table) for c in changing]
        ),
    }
    update = "UPDATE SET ({changing}) = ROW({kept}) WHERE ROW({old}) IS DISTINCT FROM ROW({kept})"
    parts["action"] = sql.SQL(update if changing else "NOTHING").format(**parts)
    with temporary_copy(cursor, name, model, columns, rows):
        # Rows that change nothing go first: a conflict would lock each of them.
        _execute(cursor, "DELETE FROM {source} AS baru USING {table} WHERE {same}", **parts)
        return _execute(
            cursor,
            "INSERT INTO {table} ({inserted}) SELECT {values} FROM {source} "
            "ON CONFLICT ({unique}) DO {action}",
            **parts,
        )


Name = str | tuple[str, str]  # a table or column; a column of a table


def run_named(
    cursor: CursorWrapper, statement: str, names: Mapping[str, Name | list[Name]], **values: Any
) -> int:
    """Run `statement` with each {name} quoted, a list of names joined by commas; rows it met.

    For statements about tables that are only known when they run. `values` fill in %(value)s.
    """
    parts = {
        key: sql.SQL(", ").join(map(_name, name)) if isinstance(name, list) else _name(name)
        for key, name in names.items()
    }
    cursor.execute(sql.SQL(statement).format(**parts).as_string(cursor.connection), values)
    count: int = cursor.rowcount
    return count


def _name(name: Name) -> sql.Identifier:
    return sql.Identifier(*((name,) if isinstance(name, str) else name))


def _execute(cursor: CursorWrapper, statement: str, **parts: sql.Composable) -> int:
    """Run with quoted parts; as text, because wrappers of the cursor look into the statement."""
    cursor.execute(sql.SQL(statement).format(**parts).as_string(cursor.connection))
    count: int = cursor.rowcount
    return count


def _table(model: type[Model]) -> str:
    return model._meta.db_table  # noqa: SLF001


def _names(columns: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _is_text(field: Any) -> bool:
    return not field.null and field.get_internal_type() in {"CharField", "EmailField", "TextField"}


def _inserted(column: str, field: Any) -> sql.Composable:
    """An unknown text of a column without NULL is the empty text."""
    if _is_text(field):
        return sql.SQL("COALESCE({}, '')").format(sql.Identifier(column))
    return sql.Identifier(column)


def _merged(column: str, field: Any, table: sql.Identifier) -> sql.Composable:
    """The new value, or the old one where the new is not stated."""
    names = {"new": sql.Identifier(column), "table": table}
    if _is_text(field):
        return sql.SQL("COALESCE(NULLIF(EXCLUDED.{new}, ''), {table}.{new})").format(**names)
    return sql.SQL("COALESCE(EXCLUDED.{new}, {table}.{new})").format(**names)


def _equal(column: str, field: Any, table: sql.Identifier) -> sql.Composable:
    operator = "IS NOT DISTINCT FROM" if field.null else "="
    return sql.SQL(f"baru.{{new}} {operator} {{table}}.{{new}}").format(
        new=sql.Identifier(column), table=table
    )


def _unchanged(column: str, field: Any, table: sql.Identifier) -> sql.Composable:
    names = {"new": sql.Identifier(column), "table": table}
    empty = "baru.{new} IS NULL OR baru.{new} = ''" if _is_text(field) else "baru.{new} IS NULL"
    return sql.SQL(f"({empty} OR baru.{{new}} = {{table}}.{{new}})").format(**names)


class _Texts(dict[Any, str]):
    """Text of each value, made once: most cells of a list repeat.

    Equal values share a text, so it suits every type they may have: True and 1 are both `1`, and
    a Decimal without fraction is a whole number.
    """

    def __missing__(self, value: Any) -> str:
        text = _text(value)
        if len(text) <= REPEATS:
            self[value] = text
        return text


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value if value.isprintable() and "\\" not in value else _escaped(value)
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    if isinstance(value, bool | Decimal) and value == int(value):
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\")
    return text.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


class _Stream(io.TextIOBase):
    """A file the driver reads from, made while it reads; a piece may be longer than asked for."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines

    def read(self, _size: int | None = -1) -> str:
        return "".join(islice(self.lines, LINES_A_PIECE))
