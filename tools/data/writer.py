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


def dataset_text(dataset):
    """The whole document: members on lines of their own, one record a line inside each list."""
    members = []
    for key, value in dataset.items():
        if isinstance(value, list):
            records = ",\n".join("    " + scalar(record) for record in value)
            members.append(f"  {scalar(key)}: [\n{records}\n  ]")
        else:
            members.append(f"  {scalar(key)}: {scalar(value)}")
    return "{\n" + ",\n".join(members) + "\n}\n"


def write(path, dataset):
    """Writes `dataset` to `path` as UTF-8 with LF, after reading the text back as a check."""
    text = dataset_text(dataset)
    json.loads(text)
    Path(path).write_text(text, encoding="utf-8", newline="\n")
