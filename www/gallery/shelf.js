// What the pages of kinds and of cases share: elements made from a list, and widgets that start when they come near.

// An element with its children; texts and elements alike. Attributes that are undefined are left out.
export function make(name, attributes, ...children) {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => value !== undefined && element.setAttribute(key, value));
  element.append(...children);
  return element;
}

export function english(text) {
  return make("span", { lang: "en" }, text);
}

// So far below or above the window a widget starts already.
const NEAR = "600px";

const shown = new WeakMap();
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      target.append(shown.get(target)());
    }
  },
  { rootMargin: NEAR + " 0px" },
);

// A place that gets its widget when it comes near: dozens at once would keep a visitor waiting for the first.
export function placeFor(widget) {
  const place = make("div", { class: "place" });
  shown.set(place, () => make("qd-viz", widget.attributes, make("p", {}, make("a", { href: widget.link }, widget.fallback))));
  near.observe(place);
  return place;
}

// Fetches the list, fills the page with it, and goes where the address points.
export async function fillFrom(address, fill) {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(address + ": " + response.status);
    fill(await response.json());
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) target.scrollIntoView();
  } catch (error) {
    document.getElementById("said").textContent = "清单没有取到，请刷新页面。 The list did not come; reload the page.";
  }
}
