// The three files of a widget: view, data and, where a map is shown, the district boundaries.
const NOTHING = new Uint8Array(0);

async function fetchParts(src, dataAttribute) {
  if (!src) throw fault("src");
  const viewUrl = resolve(src, document.baseURI);
  const early = dataAttribute ? fetchJson(resolve(dataAttribute, document.baseURI)) : null;
  // When the view fails first nobody is left to hear of the data.
  if (early) early.catch(noop);
  const view = await fetchJson(viewUrl);
  const known = peek(view);
  // Without the boundaries the other views of the element can still be drawn: wasm judges whether any is left.
  let mapFault = null;
  const noMap = (error) => {
    mapFault = error;
    return NOTHING;
  };
  const map = known.map ? fetchJson(MAP_URL).catch(noMap) : NOTHING;
  const data = early || (known.data ? fetchJson(resolve(known.data, viewUrl)) : NOTHING);
  const [dataBytes, mapBytes] = await Promise.all([data, map]);
  return { view, data: dataBytes, map: mapBytes, mapFault };
}

// What has to be fetched is read here; everything else about the view, broken JSON included, is judged in wasm.
function peek(bytes) {
  const text = new TextDecoder().decode(bytes);
  const map = /"kind"\s*:\s*"map"/.test(text);
  try {
    const data = JSON.parse(text).data;
    return { map, data: typeof data === "string" ? data : "" };
  } catch (_) {
    return { map: false, data: "" };
  }
}
