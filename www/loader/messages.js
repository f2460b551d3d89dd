// Every failure as one sentence, Chinese and English: `%` stands for the file, `#` for what was asked of it or came from
// it, `&` for what there is instead. Faults of view and data come from wasm.
const MESSAGES = {
  src: ["元素没有写明 src", "the element has no src"],
  offline: ["当前没有网络连接，连上以后自动重试", "no network connection"],
  network: ["无法连接，没有取到 %", "cannot reach %"],
  status: ["没有取到 %（服务器返回 #）", "the server answered # for %"],
  timeout: ["% 在 20 秒内没有送达", "% did not arrive within 20 seconds"],
  size: ["% 超过 32 MiB 的上限，请拆成几个文件", "% is over the limit of 32 MiB"],
  html: ["% 是网页而不是数据，请检查地址或登录状态", "% is a web page, not data"],
  gzip: ["% 是没有解压的 gzip 文件", "% is raw gzip"],
  catalogue: ["% 不是可用的数据目录", "% is not a catalogue"],
  dataset: ["目录 % 里没有“#”，相近的有：&", "% has no “#” but &"],
  engine: ["此浏览器不支持 WebAssembly", "this browser has no WebAssembly"],
  refused: [
    "本页的安全策略不允许 WebAssembly，请在 CSP 的 script-src 中加入 'wasm-unsafe-eval'",
    "CSP: script-src lacks 'wasm-unsafe-eval'",
  ],
  broken: ["% 不完整或不是 wasm 文件", "% is not a whole wasm file"],
  crash: ["图表程序意外中断，请刷新页面", "the chart stopped, please reload"],
};

// An Error that carries both languages, its reason in one word, and the diagnostics for the `qd-error` event.
function failure(reason, zh, en, diagnostics) {
  return Object.assign(Error(zh), { reason, zh, en, diagnostics });
}

function fault(reason, url, word, others) {
  const signs = { "%": shortName(url), "#": word, "&": others };
  const [zh, en] = MESSAGES[reason].map((text) => text.replace(/[%#&]/g, (sign) => signs[sign]));
  return failure(reason, zh, en, []);
}

// What is no failure of ours is a crash.
function asFault(error) {
  return error.zh ? error : fault("crash");
}

// The first error found in view or data, its way out, and how many more there are.
function faultOf(diagnostics) {
  const errors = diagnostics.filter((item) => item.severity === "error");
  const { message, english, hint } = errors[0];
  const more = errors.length > 1 ? "（另有 " + (errors.length - 1) + " 处错误）" : "";
  return failure("documents", message + (hint && "，" + hint) + more, english, diagnostics);
}

// Of a map that did not come wasm has seen only that it is empty: here is why.
function withMapFault(diagnostics, { zh, en }) {
  return diagnostics.map((item) => (/^map:/.test(item.path) ? Object.assign(item, { path: "map", message: zh, english: en }) : item));
}

// What the visitor reads: Chinese, and English below it where the page is English.
function inLanguageOf(host, zh, en) {
  const language = host.closest("[lang]");
  return language && /^en/i.test(language.lang) ? [zh, en] : [zh];
}

function sentences(error, host) {
  return inLanguageOf(host, "图表未能显示：" + ended(error.zh), "Chart not shown: " + error.en + ".");
}

// What events say of a failure.
function detailOf({ reason, diagnostics }, message) {
  return { message, reason, diagnostics };
}

// A sentence ends once, also where a hint is a question. Escapes, since a GBK page may decode this script its own way.
function ended(text) {
  return /[\u3002\uff1f]$/.test(text) ? text : text + "\u3002";
}

// The path of an address as people write it; an address that is none stays as it is.
function shortName(url) {
  try {
    const { pathname, origin, host } = new URL(url);
    return readable(origin === location.origin ? pathname : host + pathname);
  } catch (_) {
    return url;
  }
}

// With its letters instead of `%E9…`, where that is what it holds.
function readable(address) {
  try {
    return decodeURI(address);
  } catch (_) {
    return address;
  }
}
