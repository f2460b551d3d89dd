// What the gallery's pages share: shows each view's JSON when it is opened and copies the embed code. On the first page it
// also changes the file behind the card of formats.
(function () {
  "use strict";

  const said = document.getElementById("said");

  // Caught on the way down, since this event does not rise: some cards come after the page.
  document.addEventListener("toggle", ({ target }) => target.open && target.matches("details.view") && show(target), true);

  document.querySelectorAll("details.embed").forEach((details) => {
    const button = details.querySelector("button");
    button.addEventListener("click", () => copy(details.querySelector("code"), button));
  });

  const formats = document.getElementById("formats");
  if (formats) {
    formats.querySelectorAll("input").forEach((input) => {
      input.addEventListener("change", () => choose(input));
    });
    // A browser may have kept the choice of the last visit.
    choose(formats.querySelector("input:checked"));
  }

  async function show(details) {
    const address = details.dataset.src;
    const { text } = await textOf(address);
    if (details.dataset.src === address) details.querySelector("code").textContent = text;
  }

  // What is at an address, or why it is not there. Text that is not UTF-8 is GB18030, as for the widget.
  async function textOf(address) {
    try {
      const response = await fetch(address);
      if (!response.ok) return { text: "没有取到（" + response.status + "）", facts: "" };
      const bytes = await response.arrayBuffer();
      const size = bytes.byteLength.toLocaleString("en") + " 字节";
      try {
        return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), facts: "UTF-8，" + size };
      } catch (error) {
        return { text: new TextDecoder("gb18030").decode(bytes), facts: "GB18030，" + size };
      }
    } catch (error) {
      return { text: "没有取到：无法连接", facts: "" };
    }
  }

  // One widget, another file: everything in the card that names a file names that one.
  async function choose(input) {
    const folder = "/data/formats/";
    const view = folder + input.value + ".view.json";
    const file = input.dataset.file;
    const widget = formats.querySelector("qd-viz");
    if (widget.getAttribute("src") !== view) widget.setAttribute("src", view);
    const embed = formats.querySelector("details.embed code");
    embed.textContent = embed.textContent.replace(/[\w-]+\.view\.json/, input.value + ".view.json").replace(/population[\w.-]+/, file);
    const details = formats.querySelector("details.view");
    details.dataset.src = view;
    if (details.open) show(details);

    const link = formats.querySelector("figcaption a");
    link.href = folder + file;
    link.textContent = file;
    const { text, facts } = await textOf(link.href);
    if (link.textContent !== file) return;
    formats.querySelector("figcaption span").textContent = facts;
    const pre = formats.querySelector(".excerpt pre");
    pre.firstElementChild.textContent = beginning(text);
    pre.scrollTo(0, 0);
  }

  function beginning(text) {
    const lines = text.trimEnd().split(/\r?\n/);
    const first = lines.slice(0, 24);
    if (lines.length > first.length) first.push("……");
    return first.join("\n");
  }

  async function copy(code, button) {
    let done = false;
    try {
      await navigator.clipboard.writeText(code.textContent);
      done = true;
    } catch (error) {
      // No clipboard on plain http: what is selected can be copied by hand.
      getSelection().selectAllChildren(code);
    }
    button.textContent = done ? "已复制" : "已选中，请按 Ctrl+C";
    said.textContent = button.textContent;
    setTimeout(() => (button.textContent = "复制"), 2500);
  }
})();
