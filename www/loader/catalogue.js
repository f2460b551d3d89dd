// A catalogue lists data files: `catalogue.json#id` names one of them, `catalogue.json` the one with the view's indicators.

// The data at an address: the file itself, or the one that the catalogue there leads to. `first` are the bytes there.
async function fetchData(address, names, first) {
  const id = readable(new URL(address).hash.slice(1));
  const bytes = await first;
  if (!id && !/^\{[^[]*"catalogue\/1"/.test(opening(bytes))) return bytes;
  return fetchDocument(resolve(findDataset(bytes, address, id, names).file, address));
}

function findDataset(bytes, url, id, names) {
  const datasets = readCatalogue(bytes, url);
  const indicators = (dataset) => records(dataset.indicators);
  const holds = (dataset, name) => indicators(dataset).some((one) => one.id === name || one.name === name);
  const held = (dataset) => names.filter((name) => holds(dataset, name)).length;
  const found = id ? datasets.find((dataset) => dataset.id === id) : ranked(datasets, held)[0];
  if (found && (id || !names.length || held(found))) return found;
  const word = id || names.join("、");
  const known = new Set((id ? datasets : [].concat(...datasets.map(indicators))).map((one) => "" + one.id));
  // Those that have most pairs of letters in common with it.
  const likeness = (other) => Array.from(word, (_, at) => word.slice(at, at + 2)).filter((pair) => other.includes(pair)).length;
  throw fault("dataset", url, word, ranked(Array.from(known), likeness).slice(0, 3).join("、"));
}

function readCatalogue(bytes, url) {
  const { qdviz, datasets } = parse(bytes);
  const usable = records(datasets).filter(({ file }) => typeof file === "string");
  if (qdviz !== "catalogue/1" || !usable.length) throw fault("catalogue", url);
  return usable;
}

// The same list, what scores highest first.
function ranked(list, score) {
  return list.sort((one, other) => score(other) - score(one));
}

// The object that a document holds; an empty one where it holds none.
function parse(bytes) {
  try {
    return Object(JSON.parse(decode(bytes)));
  } catch (_) {
    return {};
  }
}

// The objects of a list that a document may have or not.
function records(list) {
  return Array.isArray(list) ? list.map(Object) : [];
}
