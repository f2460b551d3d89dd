"""Checks a figure against its phrase and a phrase against the document that publishes it."""

import re

from writer import Number

CHINESE = "零一二三四五六七八九十"
# Figures that a document writes as a fraction or in words, with the exact number that each stands for.
WRITTEN = {"20": "1/5", "0.25": "1/4", "60": "六成", "70": "七成", "2": "两个", "4": "四大"}


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


def duration_stands_in(number, phrase):
    """Whether `phrase` gives the number of seconds as minutes and seconds, as in 4分24秒."""
    return number.isdigit() and f"{int(number) // 60}分{int(number) % 60}秒" in phrase


def published(number, phrase, kind, unit):
    """Whether `phrase` publishes `number`: in digits, or in one of the written forms above."""
    if stands_in(number, phrase) or (number in WRITTEN and WRITTEN[number] in phrase):
        return True
    if kind == "rank":
        return ordinal_stands_in(number, phrase)
    return unit == "秒" and duration_stands_in(number, phrase)


class Documents:
    """The texts behind the sources, each read once, white space removed."""

    def __init__(self, folder, sources):
        self.sources = {source["id"]: source for source in sources}
        files = {source["file"] for source in sources}
        self.texts = {file: squeeze((folder / file).read_text(encoding="utf-8")) for file in files}
        self.sections = {key: self._section(source) for key, source in self.sources.items()}

    def _section(self, source):
        """The part of the file that a source covers: from its own title to the title of the next source."""
        text = self.texts[source["file"]]
        if source.get("untitled"):
            return text
        if squeeze(source["title"]) not in text:
            raise EvidenceError(f"title not in {source['file']}: {source['title']}")
        titles = [squeeze(other["title"]) for other in self.sources.values() if other["file"] == source["file"]]
        if len(titles) == 1:
            return text
        start = text.index(squeeze(source["title"]))
        following = [text.index(title) for title in titles if text.index(title) > start]
        return text[start : min(following, default=len(text))]

    def source_of(self, phrase, file):
        """The one source in `file` whose section publishes `phrase`."""
        wanted = squeeze(phrase)
        found = [key for key, section in self.sections.items() if self.sources[key]["file"] == file and wanted in section]
        if len(found) != 1:
            raise EvidenceError(f"in {len(found)} sections of {file}: {phrase}")
        return found[0]

    def check_quotations(self, records):
        """Raises unless every passage in quotation marks in a remark stands in one of the documents."""
        remarks = (record.get(key, "") for record in records for key in ("note", "missing", "definition", "reason"))
        for remark in remarks:
            for passage in re.findall(r"“([^”]+)”", remark):
                if not any(squeeze(passage) in text for text in self.texts.values()):
                    raise EvidenceError(f"quoted in a remark, in no document: {passage}")


def number_of(text):
    """The number as published; a rank written 第二 or 第一名 becomes its number."""
    rank = re.fullmatch(rf"第([{CHINESE}])[名位]?", text)
    if rank:
        return Number(CHINESE.index(rank.group(1)))
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise EvidenceError(f"not a number: {text}")
    return Number(text)
