// The gallery's own behaviour: shows each view's JSON when it is opened, and copies the embed code.
(function () {
  "use strict";

  const said = document.getElementById("said");

  document.querySelectorAll("details.view").forEach((details) => {
    details.addEventListener("toggle", () => show(details), { once: true });
  });

  document.querySelectorAll("details.embed").forEach((details) => {
    const button = details.querySelector("button");
    button.addEventListener("click", () => copy(details.querySelector("code"), button));
  });

  async function show(details) {
    const code = details.querySelector("code");
    try {
      const response = await fetch(details.dataset.src);
      code.textContent = response.ok ? await response.text() : "没有取到（" + response.status + "）";
    } catch (error) {
      code.textContent = "没有取到：无法连接";
    }
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
