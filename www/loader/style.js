// Rules of the shadow root, one string each, so that engines without constructable sheets can insert them singly.
const RULES = [
  ":host{display:block}",
  ":host([hidden]),[hidden]{display:none!important}",
  ".skeleton{display:block;height:320px;background:#7a87941a}",
  // The page's reset ends here: nothing is inherited but visibility.
  ".root{all:initial;display:block;visibility:inherit;direction:ltr;position:relative;" +
    "--ink:#1b2733;--ink2:#4a5866;--raised:#f6f8fa;--rule:#dde3e9;--brand:#1f5fa8;" +
    'font:13px/1.5 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:var(--ink)}',
  ".dark{--ink:#eef2f6;--ink2:#b7c2cd;--raised:#1b232c;--rule:#2d3742;--brand:#6fa8e8}",
  // A box that is too narrow for any drawing scrolls.
  ".narrow{overflow-x:auto;overflow-y:hidden}",
  // Asks for some 700 px where the page leaves the width open (table cells, floats) and can shrink to one letter.
  '.root::before{content:"w w w w w w w w w w w w";display:block;height:0;overflow:hidden;visibility:hidden;font:50px/0 monospace}',
  ".stage{position:relative;margin:0;touch-action:manipulation;-webkit-tap-highlight-color:#0000}",
  // Inside, where no container of the page can cut it off, and above the canvases, which would hide an outline.
  // Up and down scrolls the page; across a long axis fingers look closer. Below the least width the box has to scroll.
  ".root:not(.narrow) .long{touch-action:pan-y}",
  ".stage:focus{outline:0}",
  '.stage:focus::after{content:"";position:absolute;top:0;right:0;bottom:0;left:0;border:2px solid var(--brand);pointer-events:none}',
  ".stage:focus:not(:focus-visible)::after{content:none}",
  ".plot{position:absolute;top:0;left:0;overflow:hidden}",
  "canvas{position:absolute;top:0;left:0}",
  ".tip{position:absolute;box-sizing:border-box;padding:8px 12px;border:1px solid var(--rule);" +
    "border-radius:4px;background:var(--raised);box-shadow:0 2px 10px #0002;font-variant-numeric:tabular-nums;z-index:1}",
  // Bridges the gap to the mark, so that the pointer can reach the tooltip.
  '.tip::before{content:"";position:absolute;top:-8px;right:-8px;bottom:-8px;left:-8px;z-index:-1}',
  ".tip b{display:block;font-size:14px;font-weight:600}",
  ".tip dl{display:grid;grid-template-columns:fit-content(10em) minmax(0,1fr);margin:2px 0 0;grid-gap:0 12px;overflow-y:auto}",
  ".tip dt{color:var(--ink2)}",
  ".tip dd{margin:0;overflow-wrap:anywhere}",
  ".note{margin:8px 0;padding:8px 12px;border-left:2px solid var(--brand);background:var(--raised);overflow-wrap:anywhere}",
  ".stale{padding:0 16px;color:var(--ink2)}",
  ".live{color:CanvasText;position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}",
];

const sheets = new Map();

function adoptStyle(root, rules = RULES) {
  if ("adoptedStyleSheets" in root && CSSStyleSheet.prototype.replaceSync) {
    if (!sheets.has(rules)) {
      sheets.set(rules, new CSSStyleSheet());
      sheets.get(rules).replaceSync(rules.join(""));
    }
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheets.get(rules)];
    return;
  }
  const style = node("style", root);
  rules.forEach((rule) => style.sheet && style.sheet.insertRule(rule, style.sheet.cssRules.length));
}
