// What comes over the network as bytes that wasm can read, or the reason why not.

// The largest document that is read: wasm needs several times as much to work in.
const LARGEST = 32 * 1024 * 1024;

async function readDocument(response, url) {
  return inUtf8(await readBytes(response, url), url);
}

async function readBytes(response, url) {
  const refuseOver = (size) => {
    if (size > LARGEST) throw fault("size", url);
  };
  // Said of the packed form where there is one: what is too large packed is too large.
  refuseOver(response.headers.get("content-length"));
  const reader = response.body.getReader();
  const parts = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    refuseOver((size += part.value.length));
    parts.push(part.value);
  }
  return new Uint8Array(await new Response(new Blob(parts)).arrayBuffer());
}

// JSON is handed on as it is. Text that is not UTF-8 is what spreadsheets here write: UTF-16 with its mark, or GB18030.
function inUtf8(bytes, url) {
  const mark = (bytes[0] << 8) | bytes[1];
  if (mark === 0x1f8b) throw fault("gzip", url);
  if (mark === 0xfffe) return recode(bytes, "utf-16le");
  if (mark === 0xfeff) return recode(bytes, "utf-16be");
  // Login and error pages come with status 200 and sometimes with a JSON type: no data begins with "<".
  if (opening(bytes)[0] === "<") throw fault("html", url);
  return isTable(bytes) && !isUtf8(bytes) ? recode(bytes, "gb18030") : bytes;
}

function recode(bytes, encoding) {
  return new TextEncoder().encode(new TextDecoder(encoding).decode(bytes));
}

function isUtf8(bytes) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch (_) {
    return false;
  }
}

// Whether it is text of another kind than JSON.
function isTable(bytes) {
  return /^[^[{]/.test(opening(bytes));
}

// How it begins, without mark and blank lines, of which old servers may send many.
function opening(bytes) {
  return decode(bytes.subarray(0, 65536)).trim();
}

function decode(bytes) {
  return new TextDecoder().decode(bytes);
}

function isSame(bytes, others) {
  return bytes.length === others.length && bytes.every((byte, at) => byte === others[at]);
}
