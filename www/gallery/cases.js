// The page of golden cases, made from its list: each live at the width of its picture, and the picture beside it.
import { english, fillFrom, make, placeFor } from "./shelf.js";

// The width of what draws nothing, in CSS pixels: of the sentence that says so.
const WIDTH = 640;

function card({ name, width }) {
  const folder = "/cases/" + name + "/";
  const place = placeFor({
    attributes: { src: folder + "config.json", data: folder + "data.json" },
    link: folder + "config.json",
    fallback: name + "：config.json",
  });
  place.style.width = (width || WIDTH) + "px";
  const files = ["config.json", "data.json", "expected.txt"].concat(width ? ["expected.svg"] : []);
  const links = files.map((file) => make("a", { href: folder + file }, file));
  return make(
    "article",
    { class: "card wide", id: name },
    make("header", {}, make("h2", {}, name), make("p", {}, width ? width + " px" : "不画图，只说明原因 ", width ? "" : english("Draws nothing and says why"))),
    make("div", { class: "sheet" }, place),
    make("div", { class: "more" }, ...(width ? [picture(folder + "expected.svg", width)] : []), make("p", { class: "files" }, ...links)),
  );
}

// The expected picture, fetched when it is opened.
function picture(address, width) {
  const sheet = make("div", { class: "sheet" });
  const details = make("details", {}, make("summary", {}, "期望的图 ", english("Expected picture")), sheet);
  details.addEventListener("toggle", () => sheet.replaceChildren(make("img", { src: address, width, alt: "期望的图" })));
  return details;
}

// Shows the cases whose name holds what is typed.
function filter(cards) {
  const input = document.getElementById("filter");
  const count = document.getElementById("count");
  const apply = () => {
    const wanted = input.value.trim().toLowerCase();
    cards.forEach((one) => (one.hidden = !one.id.toLowerCase().includes(wanted)));
    count.textContent = cards.filter((one) => !one.hidden).length + " / " + cards.length;
  };
  input.addEventListener("input", apply);
  apply();
}

fillFrom("/gallery/cases.json", (cases) => {
  const cards = cases.map(card);
  document.querySelector("main").append(...cards);
  filter(cards);
});
