"""The datasets of the themes: curated indicators, each figure taken from the table of facts with its phrase."""

import csv
import json

from evidence import EvidenceError, number_of, published

CITY = "370200"
SHOWN = ("id", "name", "nameEn", "unit", "decimals", "direction", "frequency", "definition", "kind")
PUBLISHED = ("id", "title", "publisher", "date")


def read_facts(path):
    """The table of facts by identifier."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def decimals(numbers):
    """The most decimals that any of the published numbers carries."""
    return max((len(number.partition(".")[2]) for number in numbers), default=0)


def value_of(about, figure, fact):
    """The checked number of a figure, or `None` where the plan gives the reason why there is none."""
    if "missing" in figure:
        return None
    # A rank is counted in one of several words, or in none; every other unit is the published one.
    if about["kind"] != "rank" and fact["unit"] != figure.get("publishedUnit", about["unit"]):
        raise EvidenceError(f"{figure['fact']} is in {fact['unit']}, not in {about['unit']}")
    number = number_of(figure.get("value", fact["value"]))
    if not published(number, fact["quote"], about["kind"], about["unit"]):
        raise EvidenceError(f"{figure['fact']}: {number} is not in: {fact['quote']}")
    return number


def observation(about, figure, facts, documents):
    """One checked observation: value, phrase and source from the table, everything else curated."""
    fact = facts[figure["fact"]]
    phrase = fact["quote"].rstrip("，,；;。")
    record = {
        "indicator": about["id"],
        "area": figure.get("area", CITY),
        "period": figure["period"],
        "value": value_of(about, figure, fact),
        "missing": figure.get("missing"),
        "status": figure.get("status"),
        "source": documents.source_of(phrase, fact["doc"]),
        "phrase": phrase,
        "note": figure.get("note"),
    }
    return {key: value for key, value in record.items() if key == "value" or value is not None}


def gaps(about, missing, records, districts):
    """Observations without a value for the areas of which nothing is published, each with the reason."""
    wanted = missing["areas"]
    if wanted == "districts":
        wanted = [area["code"] for area in districts if area["kind"] in ("区", "市")]
    taken = {record["area"] for record in records if record["period"] == missing["period"]}
    for code in wanted:
        if code not in taken:
            yield {
                "indicator": about["id"],
                "area": code,
                "period": missing["period"],
                "value": None,
                "missing": missing["reason"],
            }


def measured(entry, facts, documents, districts):
    """The indicator of one entry of a plan, and its observations."""
    about = entry["about"]
    records = [observation(about, figure, facts, documents) for figure in entry["figures"]]
    places = decimals([record["value"] for record in records if record["value"] is not None])
    for missing in entry.get("missing", []):
        records += list(gaps(about, missing, records, districts))
    about = about | {"decimals": places}
    return {key: about[key] for key in SHOWN if key in about}, records


def dataset(plan, facts, documents, areas):
    """The dataset of the theme that `plan` curates; declares the sources and areas that it uses."""
    indicators, observations = [], []
    for entry in plan["indicators"]:
        about, records = measured(entry, facts, documents, areas["districts"])
        indicators.append(about)
        observations += records
    documents.check_quotations(indicators + observations)
    used = {record.get("source") for record in observations}
    places = {record["area"] for record in observations}
    sources = [source for source in documents.sources.values() if source["id"] in used]
    return {
        "qdviz": "indicators/1",
        "title": f"青岛市{plan['title']}指标",
        "titleEn": f"Qingdao: {plan['titleEn']}",
        "theme": plan["title"],
        "sources": [{key: source[key] for key in PUBLISHED if key in source} for source in sources],
        "areas": areas["districts"] + [area for area in areas["others"] if area["code"] in places],
        "indicators": indicators,
        "observations": observations,
    }


def check_every_fact(plans, excluded, facts):
    """Raises unless every fact is used once, or is left out with a reason and names the fact that stands for it."""
    used = [figure["fact"] for plan in plans for entry in plan["indicators"] for figure in entry["figures"]]
    left_out = [item["fact"] for item in excluded]
    for item in excluded:
        if not item["reason"] or item["sameAs"] not in used:
            raise EvidenceError(f"left out without a reason or a fact in its place: {item}")
    told = sorted(used + left_out)
    if told != sorted(facts):
        twice = {fact for fact in told if told.count(fact) > 1}
        raise EvidenceError(f"used twice: {sorted(twice)}; forgotten: {sorted(set(facts) - set(told))}")


def read_json(path):
    """The JSON document at `path`."""
    return json.loads(path.read_text(encoding="utf-8"))
