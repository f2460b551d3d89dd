// The program in four builds, each of which can do all that those before it can. One compiled module a build for the
// page; each widget gets an instance of its own, so one that fails takes none along.
const BUILDS = ["basic", "map", "charts", "full"];
const [BASIC, MAP, CHARTS, FULL] = [0, 1, 2, 3];
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const compiled = [];

// The build `least`, or a larger one that the page has asked for already.
function compiledModule(least) {
  if (!compiled[least]) {
    const larger = compiled.findIndex((module, build) => module && build > least);
    // Should the larger one not come, this widget does not need it.
    if (larger > 0) return compiled[larger].catch(() => compiledModule(least));
    compiled[least] = typeof WebAssembly === "object" ? fetchFile(buildUrl(least), compile) : Promise.reject(fault("engine"));
    // A failure is not kept: the next widget, or the same one reconnected, tries again.
    compiled[least].catch(() => (compiled[least] = null));
  }
  return compiled[least];
}

function buildUrl(build) {
  return new URL(build === BASIC ? "qdviz.wasm" : "qdviz-" + BUILDS[build] + ".wasm", BASE).href;
}

async function compile(response, url) {
  // Compiling while streaming insists on the type, and browsers complain on the console: look first.
  const streaming = WebAssembly.compileStreaming && /^application\/wasm\s*$/i.test(response.headers.get("content-type"));
  const source = streaming ? response : await response.arrayBuffer();
  try {
    return await (streaming ? WebAssembly.compileStreaming(source) : WebAssembly.compile(source));
  } catch (error) {
    // CompileError is either the file's fault or the policy's; anything else broke off on the way.
    if (!isRefused() && !(error instanceof WebAssembly.CompileError)) throw error;
    throw fault(isRefused() ? "refused" : "broken", url);
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

// A widget of the smallest build that can read and draw the files, and what it says of them.
async function createWidget(files, { base, overlay }) {
  let { build, module } = files;
  for (;;) {
    const glue = createGlue();
    await glue({ module_or_path: await module });
    const widget = new glue.Widget(base, overlay);
    const outcome = widget.load(files.view, files.data, files.map);
    if (!needsMore(outcome, build)) return { widget, outcome, rich: build >= CHARTS };
    build = BUILDS.indexOf(outcome.needs);
    module = compiledModule(build);
  }
}

function needsMore({ needs }, build) {
  return BUILDS.indexOf(needs) > build;
}
