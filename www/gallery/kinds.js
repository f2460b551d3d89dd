// The page of chart kinds, made from its list: groups, and in each the kinds with their widgets.
import { english, fillFrom, make, placeFor } from "./shelf.js";

function card({ view, name, nameEn, use, useEn }) {
  const address = "/data/kinds/" + view + ".view.json";
  return make(
    "article",
    { class: "card", id: view },
    make("header", {}, make("h3", {}, name + " ", english(nameEn)), make("p", {}, use + " ", english(useEn))),
    placeFor({ attributes: { src: address }, link: address, fallback: name + "的视图 JSON" }),
    make(
      "div",
      { class: "more" },
      make(
        "details",
        { class: "view", "data-src": address },
        make("summary", {}, "视图 JSON ", english("View")),
        make("pre", { tabindex: "0" }, make("code", {})),
      ),
    ),
  );
}

function section({ id, name, nameEn, kinds }) {
  const heading = make("h2", {}, name + " ", english(nameEn));
  return make("section", { class: "group", id }, heading, ...kinds.map(card));
}

fillFrom("/gallery/kinds.json", ({ groups }) => {
  const filled = groups.filter((group) => group.kinds.length);
  const links = filled.map(({ id, name }) => make("a", { href: "#" + id }, name));
  document.querySelector(".contents").append(...links);
  document.querySelector("main").append(...filled.map(section));
});
