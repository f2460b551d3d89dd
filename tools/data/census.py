"""The population of the ten districts and the city at the two censuses, from one CSV file."""

import csv
import re

from writer import Number

SAME_SOURCE = "同上"
SOURCE_IDS = {
    "青岛市第六次全国人口普查主要数据公报": "census6",
    "青岛市第七次全国人口普查公报": "census7",
}
INDICATOR = {
    "id": "population",
    "name": "常住人口",
    "nameEn": "Resident population",
    "unit": "人",
    "decimals": 0,
    "direction": "neutral",
    "kind": "level",
}


class CensusError(ValueError):
    """A row of the census file that does not say what this script expects."""


def split_source(text):
    """Title and remark of `标题（说明）`; the remark is empty when there is none."""
    match = re.fullmatch(r"([^（]+)(?:（(.+)）)?", text.strip())
    if match is None:
        raise CensusError(f"source not understood: {text}")
    return match.group(1), match.group(2) or ""


def check_merged(value, remark):
    """A district merged from two former ones must be the sum of the parts that the remark names."""
    parts = [int(part) for part in re.findall(r"\b\d{5,}\b", remark)]
    if parts and sum(parts) != int(value):
        raise CensusError(f"{value} is not the sum in: {remark}")


def observations(rows, codes):
    """One observation a row; `同上` takes the title of the row above and the remark that goes with it."""
    title, general = "", ""
    for row in rows:
        if row["area_code"] not in codes or row["indicator"] != INDICATOR["name"]:
            raise CensusError(f"unknown area or indicator: {row}")
        named, remark = split_source(row["source"])
        if named == SAME_SOURCE:
            remark = "；".join(filter(None, [general, remark]))
        else:
            title, general = named, remark
        check_merged(row["value"], remark)
        record = {
            "indicator": INDICATOR["id"],
            "area": row["area_code"],
            "period": row["period"],
            "value": Number(row["value"]),
            "source": SOURCE_IDS[title],
        }
        if remark:
            record["note"] = remark
        yield record


def check_total(records, city):
    """The districts add up to the city: exactly, or within the rounding of figures given in hundreds."""
    for period in sorted({record["period"] for record in records}):
        chosen = [record for record in records if record["period"] == period]
        total = sum(int(record["value"]) for record in chosen if record["area"] == city)
        parts = [int(record["value"]) for record in chosen if record["area"] != city]
        # Rounded to hundreds, each published figure is off by 50 at most; two districts are sums of two.
        slack = 50 * (len(parts) + 2) if all(part % 100 == 0 for part in parts) else 0
        if len(parts) != 10 or abs(sum(parts) - total) > slack:
            raise CensusError(f"{period}: districts {sum(parts)}, city {total}")


def dataset(path, areas):
    """The dataset `population.json` from the census file at `path`."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        records = list(observations(csv.DictReader(file), {area["code"] for area in areas}))
    check_total(records, areas[0]["code"])
    sources = [{"id": key, "title": title} for title, key in SOURCE_IDS.items()]
    return {
        "qdviz": "indicators/1",
        "title": "青岛市常住人口",
        "titleEn": "Qingdao: Resident population",
        "theme": "人口",
        "sources": sources,
        "areas": areas,
        "indicators": [INDICATOR],
        "observations": records,
    }
