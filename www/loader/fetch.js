// Reading files. Widgets of one page that name the same file share one request.
const shared = new Map();
// Finished files stay at hand this long, so that widgets which start one after the other share them too.
const KEEP = 5000;

// In milliseconds: how long one try may take (20 s, as the sentence says) and all of them together; the pauses before the
// second and the third; and the longest pause that a server may ask for.
const TRY_LIMIT = 20000;
const TOTAL_LIMIT = 40000;
const PAUSES = [500, 2000];
const LONGEST_PAUSE = 10000;

// Answers that may be others a moment later.
const PASSING = [408, 425, 429, 500, 502, 503, 504];

function resolve(text, from) {
  try {
    return new URL(text, from).href;
  } catch (_) {
    throw fault("network", text);
  }
}

// The bytes of a view, of data, of a catalogue or of the map. `no-cache` has the browser ask whether its copy is still
// the newest: left alone it may show a file that seldom changes for days after it has.
function fetchDocument(url, cache = "no-cache") {
  let promise = shared.get(url);
  if (!promise) {
    promise = fetchFile(url, readDocument, cache);
    shared.set(url, promise);
    promise.then(() => setTimeout(forget, KEEP, url), () => forget(url));
  }
  return promise;
}

function forget(url) {
  shared.delete(url);
}

// Fetches and hands the response to `read`, three times at most.
async function fetchFile(url, read, cache) {
  const end = performance.now() + TOTAL_LIMIT;
  for (let tried = 0; ; tried++) {
    const left = end - performance.now();
    try {
      return await attempt(url, read, cache, Math.min(TRY_LIMIT, left));
    } catch (error) {
      // No number after the last try, and where no other would help.
      const pause = Math.max(error.pause, PAUSES[tried]);
      if (!(pause <= LONGEST_PAUSE && performance.now() + pause < end)) throw error;
      await new Promise((done) => setTimeout(done, pause));
    }
  }
}

// One try within its time. The limit covers the body too; what is still on its way afterwards is given up.
async function attempt(url, read, cache, limit) {
  const abort = new AbortController();
  let isLate = false;
  const timer = setTimeout(() => abort.abort((isLate = true)), limit);
  try {
    const response = await fetch(url, { cache, signal: abort.signal });
    if (!response.ok) throw statusFault(url, response);
    return await read(response, url);
  } catch (error) {
    if (error.zh) throw error;
    if (isLate) throw passing(fault("timeout", url), 0);
    // Without a network no pause is long enough: the `online` event tells when to try again.
    throw navigator.onLine === false ? passing(fault("offline"), Infinity) : passing(fault("network", url), 0);
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

function statusFault(url, { status, headers }) {
  const error = fault("status", url, status);
  return PASSING.includes(status) ? passing(error, askedPause(headers.get("retry-after"))) : error;
}

// `Retry-After` in milliseconds: so many seconds, or a date.
function askedPause(text) {
  return (text >= 0 ? text * 1000 : Date.parse(text) - Date.now()) || 0;
}

// A failure that another try may mend, after `pause` milliseconds at least.
function passing(error, pause) {
  return Object.assign(error, { pause });
}
