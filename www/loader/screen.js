// Calls back when the window goes to a screen of another ratio, is zoomed, or turns dark or light.
function watchScreen(changed) {
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  let ratio;
  const watch = () => {
    ratio = matchMedia("(resolution: " + devicePixelRatio + "dppx)");
    ratio.addListener(onRatio);
  };
  const onRatio = () => {
    ratio.removeListener(onRatio);
    watch();
    changed();
  };
  watch();
  scheme.addListener(changed);
  return () => {
    ratio.removeListener(onRatio);
    scheme.removeListener(changed);
  };
}

// No drawing is narrower than this, in CSS pixels: a narrower box scrolls.
const NARROWEST = 240;

// The CSS length of so many device pixels, if it is `length` but for rounding.
function exact(pixels, length) {
  return Math.abs(pixels - length * devicePixelRatio) < 1 ? pixels / devicePixelRatio : length;
}

// Calls back when the box has another width; the first call comes with its first size.
function watchWidth(box, changed) {
  let width = 0;
  const observer = new ResizeObserver((entries) => {
    const now = Math.floor(entries[0].contentRect.width);
    if (now !== width) changed((width = now));
  });
  observer.observe(box);
  return () => observer.disconnect();
}

// Dark only where the visitor asks for it and the page follows: a dark widget on an old white page helps nobody.
function isDark(host, probe) {
  if (!matchMedia("(prefers-color-scheme: dark)").matches) return false;
  for (let at = host; at; at = at.parentElement || at.getRootNode().host) {
    const [brightness, alpha] = shade(getComputedStyle(at).backgroundColor);
    if (alpha > 0.5) return brightness < 128;
  }
  // Nothing but the bare window behind: it is dark when its own text is light.
  return shade(getComputedStyle(probe).color)[0] > 128;
}

// Brightness (0 to 255) and opacity of a computed colour.
function shade(colour) {
  const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  return [0.3 * red + 0.6 * green + 0.1 * blue, alpha];
}
