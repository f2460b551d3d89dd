// Every failure as one sentence, Chinese and English; `%` stands for the file. Faults of view and data come from wasm.
const MESSAGES = {
  src: ["元素没有写明 src", "the element has no src"],
  network: ["无法连接，没有取到 %", "cannot reach %"],
  status: ["没有取到 %（服务器返回 #）", "the server answered # for %"],
  timeout: ["% 在 20 秒内没有送达", "% did not arrive within 20 seconds"],
  html: ["% 是网页而不是 JSON 数据，请检查地址或登录状态", "% is a web page, not JSON"],
  engine: ["此浏览器不支持 WebAssembly", "this browser has no WebAssembly"],
  refused: [
    "本页的安全策略不允许 WebAssembly，请在 CSP 的 script-src 中加入 'wasm-unsafe-eval'",
    "CSP: script-src lacks 'wasm-unsafe-eval'",
  ],
  broken: ["% 不完整或不是 wasm 文件", "% is not a whole wasm file"],
  crash: ["图表程序意外中断，请刷新页面", "the chart stopped, please reload"],
};

// An Error that carries both languages and the diagnostics for the `qd-error` event.
function failure(zh, en, diagnostics) {
  return Object.assign(Error(zh), { zh, en, diagnostics });
}

function fault(key, url, status) {
  const [zh, en] = MESSAGES[key].map((text) => text.replace("%", () => shortName(url)).replace("#", status));
  return failure(zh, en, []);
}

// The first error found in view or data, its way out, and how many more there are.
function faultOf(diagnostics) {
  const errors = diagnostics.filter((item) => item.severity === "error");
  const { message, hint } = errors[0];
  const more = errors.length > 1 ? "（另有 " + (errors.length - 1) + " 处错误）" : "";
  return failure(message + (hint && "，" + hint) + more, "errors in JSON: " + errors.length, diagnostics);
}

// Of a map that did not come wasm has seen only that it is empty: here is why.
function withMapFault(diagnostics, { zh }) {
  return diagnostics.map((item) => (/^map:/.test(item.path) ? Object.assign(item, { path: "map", message: zh }) : item));
}

// What the visitor reads: Chinese, and English below it where the page is English.
function sentences(error, host) {
  const texts = ["图表未能显示：" + ended(error.zh)];
  const language = host.closest("[lang]");
  if (language && /^en/i.test(language.lang)) texts.push("Chart not shown: " + error.en + ".");
  return texts;
}

// A sentence ends once, also where a hint is a question. Escapes, since a GBK page may decode this script its own way.
function ended(text) {
  return /[\u3002\uff1f]$/.test(text) ? text : text + "\u3002";
}

// The path of an address as people write it; an address that is none stays as it is.
function shortName(url) {
  try {
    const { pathname, origin, host } = new URL(url);
    return decodeURI(origin === location.origin ? pathname : host + pathname);
  } catch (_) {
    return url;
  }
}
