"""Makes the data files of the gallery from a folder of documents and a folder of tables.

    python3 tools/data/build.py DOCUMENTS TABLES [--out www/data]

DOCUMENTS holds the text files that publish the figures; TABLES holds `facts.csv` (figures with the phrase
that publishes each) and `qingdao-census.csv`. Nothing is written when a phrase is not in its document or a
number is not in its phrase.
"""

import argparse
import json
import sys
from pathlib import Path

import census
import city
import writer

HERE = Path(__file__).resolve().parent


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path, help="folder of the text documents")
    parser.add_argument("tables", type=Path, help="folder of facts.csv and qingdao-census.csv")
    parser.add_argument("--out", type=Path, default=HERE.parent.parent / "www" / "data")
    return parser.parse_args()


def main():
    """Builds both datasets, then writes them."""
    options = arguments()
    areas = json.loads((HERE / "areas.json").read_text(encoding="utf-8"))
    made = {
        "population.json": census.dataset(options.tables / "qingdao-census.csv", areas),
        "city.json": city.dataset(HERE / "city-indicators.json", options.tables / "facts.csv", options.documents, areas),
    }
    for name, dataset in made.items():
        writer.write(options.out / name, dataset)
        print(f"{name}: {len(dataset['observations'])} observations")


if __name__ == "__main__":
    sys.exit(main())
