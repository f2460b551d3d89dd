"""Makes the data files, one a theme, and their catalogue from a folder of documents and a folder of tables.

    python3 tools/data/build.py DOCUMENTS TABLES [--out www/data]

DOCUMENTS holds the text files that publish the figures; TABLES holds `facts.csv` (figures with the phrase
that publishes each) and `qingdao-census.csv`. Nothing is written when a phrase is not in its document, a
number is not in its phrase, or a fact is neither used once nor left out with a reason.
"""

import argparse
import sys
from pathlib import Path

import catalogue
import census
import themes
import writer
from evidence import Documents

HERE = Path(__file__).resolve().parent
# The order in which the catalogue lists the themes; each is a file of `tools/data/themes`.
THEMES = (
    "economy",
    "business",
    "investment",
    "industry",
    "technology",
    "marine",
    "opening",
    "fiscal",
    "finance",
    "environment",
    "rural",
    "livelihood",
    "urban",
    "culture",
    "government",
)


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path, help="folder of the text documents")
    parser.add_argument("tables", type=Path, help="folder of facts.csv and qingdao-census.csv")
    parser.add_argument("--out", type=Path, default=HERE.parent.parent / "www" / "data")
    return parser.parse_args()


def datasets(options):
    """Every dataset by its file name, all checked."""
    areas = themes.read_json(HERE / "areas.json")
    excluded = themes.read_json(HERE / "excluded.json")
    plans = {name: themes.read_json(HERE / "themes" / f"{name}.json") for name in THEMES}
    facts = themes.read_facts(options.tables / "facts.csv")
    documents = Documents(options.documents, themes.read_json(HERE / "sources.json"))
    themes.check_every_fact(plans.values(), excluded, facts)
    documents.check_quotations(excluded)
    made = {"population.json": census.dataset(options.tables / "qingdao-census.csv", areas["districts"])}
    for name, plan in plans.items():
        made[f"{name}.json"] = themes.dataset(plan, facts, documents, areas)
    return made


def main():
    """Builds all datasets, then writes them and the catalogue."""
    options = arguments()
    files = []
    for name, dataset in datasets(options).items():
        size = writer.write(options.out / name, dataset)
        files.append((name, dataset, size))
        print(f"{name}: {len(dataset['indicators'])} indicators, {len(dataset['observations'])} observations")
    writer.write(options.out / "catalogue.json", catalogue.catalogue(files))


if __name__ == "__main__":
    sys.exit(main())
