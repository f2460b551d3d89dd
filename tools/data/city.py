"""The city-wide dataset: curated indicators, each figure taken from the table of facts with its phrase."""

import csv
import json

from evidence import Documents, EvidenceError, number_of

CITY = "370200"
SHOWN = ("id", "name", "nameEn", "unit", "decimals", "direction", "kind", "definition")
PUBLISHED = ("id", "title", "publisher", "date")


def read_facts(path):
    """The table of facts by identifier."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def decimals(numbers):
    """The most decimals that any of the published numbers carries."""
    return max(len(number.partition(".")[2]) for number in numbers)


def observation(about, figure, facts, documents):
    """One checked observation: value and phrase from the table, everything else curated."""
    fact = facts[figure["fact"]]
    source = figure.get("source", about["source"])
    if documents.sources[source]["file"] != fact["doc"]:
        raise EvidenceError(f"{figure['fact']} is from {fact['doc']}, not from {source}")
    # A rank is counted in one of several words, or in none; every other unit is the published one.
    if about["kind"] != "rank" and fact["unit"] != about.get("publishedUnit", about["unit"]):
        raise EvidenceError(f"{figure['fact']} is in {fact['unit']}, not in {about['unit']}")
    number = number_of(fact["value"])
    phrase = fact["quote"].rstrip("，,；;。")
    documents.check(source, phrase, number, about["kind"])
    record = {
        "indicator": about["id"],
        "area": figure.get("area", CITY),
        "period": figure["period"],
        "value": number,
        "source": source,
        "phrase": phrase,
    }
    if "note" in figure:
        record["note"] = figure["note"]
    return record


def gaps(about, missing, records, areas):
    """Observations without a value for the areas of which nothing is published, each with the reason."""
    wanted = missing["areas"]
    if wanted == "districts":
        wanted = [area["code"] for area in areas if area["kind"] in ("区", "市")]
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


def dataset(curated, facts_path, folder, districts):
    """The dataset `city.json` from the curated list at `curated`."""
    plan = json.loads(curated.read_text(encoding="utf-8"))
    facts, documents = read_facts(facts_path), Documents(folder, plan["sources"])
    areas = districts + plan["zones"]
    indicators, observations = [], []
    for entry in plan["indicators"]:
        about = entry["about"]
        records = [observation(about, figure, facts, documents) for figure in entry["figures"]]
        places = decimals([record["value"] for record in records])
        about = about | {"decimals": places}
        indicators.append({key: about[key] for key in SHOWN if key in about})
        observations += records
        for missing in entry.get("missing", []):
            observations += gaps(about, missing, records, areas)
    documents.check_quotations(indicators + observations)
    sources = [{key: source[key] for key in PUBLISHED if key in source} for source in plan["sources"]]
    return {
        "qdviz": "indicators/1",
        "sources": sources,
        "areas": areas,
        "indicators": indicators,
        "observations": observations,
    }
