// The three files of a widget: view, data and, where a map is shown, the district boundaries; and the program for them.
const NOTHING = new Uint8Array(0);

async function fetchParts(src, dataAttribute) {
  if (!src) throw fault("src");
  const viewUrl = resolve(src, document.baseURI);
  const given = dataAttribute && resolve(dataAttribute, document.baseURI);
  const early = given ? fetchFirst(given) : null;
  // When the view fails first nobody is left to hear of the data.
  if (early) early.catch(noop);
  const view = await fetchDocument(viewUrl);
  const known = peek(view);
  const address = given || (known.data && resolve(known.data, viewUrl));
  // The program starts on its way by what the view and the data's name suggest; what the data are is seen when they come.
  const guess = /\.(csv|tsv|txt)([?#]|$)/i.test(address) ? FULL : known.build;
  const module = compiledModule(guess);
  module.catch(noop);
  // Without the boundaries the other views of the element can still be drawn: wasm judges whether any is left.
  let mapFault = null;
  const noMap = (error) => {
    mapFault = error;
    return NOTHING;
  };
  const read = (first) => (address ? fetchData(address, known.names, first || fetchFirst(address)) : NOTHING);
  const boundaries = known.map ? fetchMap(known.boundaries, viewUrl).catch(noMap) : NOTHING;
  const [data, map] = await Promise.all([read(early), boundaries]);
  const build = isTable(data) ? FULL : guess;
  return { view, data, map, mapFault, build, module: build > guess ? compiledModule(build) : module, every: known.every, read };
}

// The districts of the city, or what the view names instead.
async function fetchMap(address, viewUrl) {
  return address ? fetchDocument(resolve(address, viewUrl)) : fetchDocument(MAP_URL, "default");
}

function fetchFirst(address) {
  return fetchDocument(address.split("#")[0]);
}

// What has to be fetched, and when again, is read here; everything else about the view, broken JSON included, is judged
// in wasm.
function peek(bytes) {
  const view = parse(bytes);
  const views = [view].concat(records(view.views));
  const map = /"kind"\s*:\s*"(map|dorling)"/.test(decode(bytes));
  const isOther = view.format && view.format !== "indicators";
  const named = views.map(({ indicator, indicators }) => [].concat(indicator || [], indicators || []));
  return {
    map,
    boundaries: typeof view.map === "string" ? view.map : "",
    build: isOther ? FULL : views.some(isRich) ? CHARTS : map ? MAP : BASIC,
    data: typeof view.data === "string" ? view.data : "",
    names: [].concat(...named),
    every: milliseconds(view.refresh),
  };
}

// What the smaller builds know of a view. Whatever else is in it, a slip included, the build for charts judges.
const KNOWN = /^(\$schema|qdviz|title|subtitle|data|format|refresh|approval|note|views|kind|indicators?|areas|period|unit|compute|orientation|sort|classes)$/;

function isRich(view) {
  const { kind = "bar", indicators } = view;
  const many = kind !== "line" && Array.isArray(indicators) && indicators.length > 1;
  return many || !/^(bar|line|map)$/.test(kind) || Object.keys(view).some((key) => !KNOWN.test(key));
}
