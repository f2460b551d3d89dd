// What the box looks like; colours and type are those of the tooltip.
const RULES = [
  ".search{position:absolute;z-index:2;box-sizing:border-box;width:320px;max-width:100%;border:1px solid var(--rule);" +
    "border-radius:4px;background:var(--raised);box-shadow:0 2px 10px #0002}",
  ".search .ask{display:flex;padding:8px;grid-gap:8px}",
  ".search input{flex:1;min-width:0;height:44px;box-sizing:border-box;padding:0 10px;border:1px solid var(--ink2);border-radius:4px;" +
    "background:#0000;color:var(--ink);font:16px/1.5 system-ui,\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif;-webkit-appearance:none;appearance:none}",
  ".search button{flex:none;min-width:52px;height:44px;padding:0 8px;border:0;border-radius:4px;background:#0000;color:var(--brand);font:inherit;font-size:14px;cursor:pointer}",
  ".search input:focus,.search button:focus-visible{outline:2px solid var(--brand);outline-offset:-1px}",
  ".search .hits{overflow-y:auto;overscroll-behavior:contain}",
  ".search .hit{display:flex;align-items:center;box-sizing:border-box;min-height:44px;padding:4px 12px 4px 36px;position:relative;font-size:14px;cursor:pointer;overflow-wrap:anywhere}",
  ".search .hit span{flex:1;min-width:0}",
  ".search .hit i{margin-left:12px;font-style:normal;color:var(--ink2);font-variant-numeric:tabular-nums}",
  '.search .hit[aria-selected="true"]::before{content:"\\2713";position:absolute;left:14px;color:var(--brand);font-weight:600}',
  '.search .hit[aria-disabled="true"]{color:var(--ink2)}',
  ".search .active{outline:2px solid var(--brand);outline-offset:-2px}",
  ".search .hit:hover{background:#7a879426}",
  ".search .rest{padding:6px 12px 10px;color:var(--ink2)}",
  ".search .rest:empty{display:none}",
];
