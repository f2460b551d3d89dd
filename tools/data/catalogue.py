"""The catalogue of the data files: what each holds, so that a page fetches only what it needs."""

import calendar
import re

PART = re.compile(r"(\d{4})(?:-(?:H(\d)|Q(\d)|(\d\d))(?:-(\d\d))?)?")


def day_span(period):
    """The first and the last day of a period without a range, each as (year, month, day)."""
    year, half, quarter, month, day = (int(part) if part else 0 for part in PART.fullmatch(period).groups())
    first, last = 1, 12
    if half:
        first, last = 6 * half - 5, 6 * half
    if quarter:
        first, last = 3 * quarter - 2, 3 * quarter
    if month:
        first, last = month, month
    return (year, first, day or 1), (year, last, day or calendar.monthrange(year, last)[1])


def place_in_time(period):
    """What periods are ordered by: the last day, then the first, then states at a date after everything else."""
    start, slash, end = period.partition("/")
    first, last = day_span(end if slash else start)
    if slash and start != "..":
        first = day_span(start)[0]
    return last, first, start == ".."


def extent(periods):
    """The earliest and the latest period."""
    ordered = sorted(periods, key=place_in_time)
    return [ordered[0], ordered[-1]]


def described(about, records):
    """The entry of one indicator."""
    return {
        "id": about["id"],
        "name": about["name"],
        "nameEn": about["nameEn"],
        "unit": about["unit"],
        "periods": extent({record["period"] for record in records}),
        "areas": len({record["area"] for record in records}),
    }


def entry(file, dataset, size):
    """The entry of one data file of `size` bytes."""
    records = dataset["observations"]
    own = {about["id"]: [record for record in records if record["indicator"] == about["id"]] for about in dataset["indicators"]}
    return {
        "id": file.removesuffix(".json"),
        "file": file,
        "title": dataset["title"],
        "titleEn": dataset["titleEn"],
        "theme": dataset["theme"],
        "bytes": size,
        "observations": len(records),
        "indicators": [described(about, own[about["id"]]) for about in dataset["indicators"]],
        "periods": extent({record["period"] for record in records}),
        "areas": sorted({record["area"] for record in records}),
    }


def catalogue(files):
    """The catalogue of `files`: name, dataset and size of each."""
    return {"qdviz": "catalogue/1", "datasets": [entry(*file) for file in files]}
