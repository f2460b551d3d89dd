// One compiled module for the page; each widget gets an instance of its own, so one that fails takes none along.
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
let compiled = null;

function compiledModule() {
  if (!compiled) {
    compiled = typeof WebAssembly === "object" ? fetchFile(WASM_URL, compile) : Promise.reject(fault("engine"));
    // A failure is not kept: the next widget, or the same one reconnected, tries again.
    compiled.catch(() => (compiled = null));
  }
  return compiled;
}

async function compile(response) {
  // Compiling while streaming insists on the type, and browsers complain on the console: look first.
  const streaming = WebAssembly.compileStreaming && /^application\/wasm\s*$/i.test(response.headers.get("content-type"));
  const source = streaming ? response : await response.arrayBuffer();
  try {
    return await (streaming ? WebAssembly.compileStreaming(source) : WebAssembly.compile(source));
  } catch (error) {
    // CompileError is either the file's fault or the policy's; anything else broke off on the way.
    if (!isRefused() && !(error instanceof WebAssembly.CompileError)) throw error;
    throw fault(isRefused() ? "refused" : "broken", WASM_URL);
  }
}

// Whether not even the empty module may be compiled here.
function isRefused() {
  try {
    return !new WebAssembly.Module(EMPTY_MODULE);
  } catch (_) {
    return true;
  }
}
