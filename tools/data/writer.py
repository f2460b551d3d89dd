"""Writes an indicator dataset so that a person can read it and a diff shows one figure a line."""

import json
from pathlib import Path


class Number(str):
    """A number kept as the text in which it was published, so that 8.0 does not become 8."""


def scalar(value):
    """JSON text of one value on one line."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{scalar(key)}: {scalar(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(scalar(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def indented(value, depth):
    """JSON text of an object whose lists of records stand one record a line, `depth` levels deep."""
    margin = "  " * depth
    members = []
    for key, item in value.items():
        if isinstance(item, list) and item and isinstance(item[0], dict):
            # A record that holds records itself is opened up in the same way.
            nested = [any(isinstance(part, list) and part and isinstance(part[0], dict) for part in record.values()) for record in item]
            lines = [indented(record, depth + 2) if opened else scalar(record) for record, opened in zip(item, nested)]
            text = "[\n" + ",\n".join(f"{margin}    {line}" for line in lines) + f"\n{margin}  ]"
        else:
            text = scalar(item)
        members.append(f"{margin}  {scalar(key)}: {text}")
    return "{\n" + ",\n".join(members) + f"\n{margin}}}"


def write(path, document):
    """Writes `document` to `path` as UTF-8 with LF, after reading the text back as a check; gives its bytes."""
    text = indented(document, 0) + "\n"
    json.loads(text)
    Path(path).write_text(text, encoding="utf-8", newline="\n")
    return len(text.encode("utf-8"))
