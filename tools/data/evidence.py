"""Checks a figure against its phrase and a phrase against the document that publishes it."""

import re

from writer import Number

CHINESE = "零一二三四五六七八九十"


class EvidenceError(ValueError):
    """A phrase that is not in its document, or a number that is not in its phrase."""


def squeeze(text):
    """`text` without white space: documents break lines and pad numbers inside a sentence."""
    return re.sub(r"\s+", "", text)


def stands_in(number, phrase):
    """Whether the digits of `number` stand in `phrase` as a number of their own, sign aside."""
    digits = re.escape(number.lstrip("-"))
    return re.search(rf"(?<![\d.]){digits}(?!\d|\.\d)", phrase) is not None


def ordinal_stands_in(number, phrase):
    """Whether `phrase` gives the rank in words, as in 第五."""
    return number.isdigit() and int(number) <= 10 and f"第{CHINESE[int(number)]}" in phrase


class Documents:
    """The texts behind the sources, each read once, white space removed."""

    def __init__(self, folder, sources):
        self.texts = {}
        self.sources = {source["id"]: source for source in sources}
        for source in sources:
            file = source["file"]
            if file not in self.texts:
                self.texts[file] = squeeze((folder / file).read_text(encoding="utf-8"))
        self.sections = {key: self._section(source) for key, source in self.sources.items()}

    def _section(self, source):
        """The part of the file that a source covers: from its own title to the title of the next report."""
        text = self.texts[source["file"]]
        if source.get("untitled"):
            return text
        title = squeeze(source["title"])
        if title not in text:
            raise EvidenceError(f"title not in {source['file']}: {title}")
        if not title.endswith("工作报告"):
            return text
        body = text[text.index(title) + len(title) :]
        following = re.search(r"市[^，。、]{2,7}\d{4}年工作报告", body)
        return body[: following.start()] if following else body

    def check(self, source, phrase, number, kind):
        """Raises unless `phrase` stands in the document of `source` and `number` in `phrase`."""
        if squeeze(phrase) not in self.sections[source]:
            raise EvidenceError(f"not in {source}: {phrase}")
        if stands_in(number, phrase) or (kind == "rank" and ordinal_stands_in(number, phrase)):
            return
        raise EvidenceError(f"{number} is not in: {phrase}")

    def check_quotations(self, records):
        """Raises unless every passage in quotation marks in a remark stands in one of the documents."""
        remarks = (record.get(key, "") for record in records for key in ("note", "missing", "definition"))
        for remark in remarks:
            for passage in re.findall(r"“([^”]+)”", remark):
                if not any(squeeze(passage) in text for text in self.texts.values()):
                    raise EvidenceError(f"quoted in a remark, in no document: {passage}")


RANKS = {f"第{word}名": Number(value) for value, word in enumerate(CHINESE)}


def number_of(text):
    """The number as published; a rank written 第一名 becomes 1."""
    if text in RANKS:
        return RANKS[text]
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise EvidenceError(f"not a number: {text}")
    return Number(text)
