// Reading files. Widgets of one page that name the same file share one request.
const shared = new Map();
// Finished files stay at hand this long, so that widgets which start one after the other share them too.
const KEEP = 5000;

function resolve(text, from) {
  try {
    return new URL(text, from).href;
  } catch (_) {
    throw fault("network", text);
  }
}

// The bytes of a JSON file.
function fetchJson(url) {
  let promise = shared.get(url);
  if (!promise) {
    promise = fetchFile(url, jsonBytes);
    shared.set(url, promise);
    promise.then(() => setTimeout(forget, KEEP, url), () => forget(url));
  }
  return promise;
}

function forget(url) {
  shared.delete(url);
}

async function jsonBytes(response, url) {
  const bytes = new Uint8Array(await response.arrayBuffer());
  // Login and error pages come with status 200 and sometimes with a JSON type: no JSON begins with "<".
  const first = bytes.find((byte) => byte > 32);
  if (first === 60) throw fault("html", url);
  return bytes;
}

// Fetches and hands the response to `read`, within the time limit. The limit covers the body too.
async function fetchFile(url, read) {
  const abort = new AbortController();
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(fault("timeout", url));
      abort.abort();
    }, TIMEOUT);
  });
  try {
    return await Promise.race([transfer(url, abort.signal, read), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function transfer(url, signal, read) {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw fault("status", url, response.status);
    return await read(response, url);
  } catch (error) {
    throw error.zh ? error : fault("network", url);
  }
}
