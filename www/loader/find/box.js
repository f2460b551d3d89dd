// The box in which the visitor searches: a combobox for what is picked from a list, a plain field for what filters one.

// Choices that are shown at once, and how many have a colour at most.
const SHOWN = 8;
const COLORS = 8;
// So long after the last key a list is filtered, in milliseconds.
const PAUSE = 150;

class SearchBox {
  constructor(figure, node, found) {
    this.figure = figure;
    this.node = node;
    this.isFilter = !found.choices.length;
    this.active = -1;
    this.hits = [];
    this.build(found);
    this.outside = (event) => event.composedPath().includes(this.box) || this.close();
    document.addEventListener("pointerdown", this.outside);
    this.read(found);
    this.list();
    this.place(found);
    this.input.focus();
  }

  build({ text }) {
    const { node, isFilter } = this;
    const [label, placeholder] = isFilter
      ? ["按名称、责任单位或代码筛选", "名称、责任单位或代码"]
      : ["按名称、拼音首字母或代码查找", "名称、拼音首字母或代码"];
    this.box = node("div", this.figure.tree.root, { class: "search", lang: "zh-CN" });
    const ask = node("div", this.box, { class: "ask" });
    this.input = node("input", ask, { type: "search", "aria-label": label, placeholder, autocomplete: "off", spellcheck: "false" });
    this.input.value = isFilter ? text : "";
    const done = node("button", ask, { type: "button" });
    done.textContent = "完成";
    done.addEventListener("click", () => this.close(true));
    if (!isFilter) {
      const combobox = { role: "combobox", "aria-expanded": "true", "aria-controls": "hits", "aria-autocomplete": "list" };
      Object.keys(combobox).forEach((name) => this.input.setAttribute(name, combobox[name]));
      this.options = node("div", this.box, { class: "hits", id: "hits", role: "listbox", "aria-label": "系列", "aria-multiselectable": "true" });
      // The keyboard stays in the field.
      this.options.addEventListener("mousedown", (event) => event.preventDefault());
      this.options.addEventListener("click", (event) => this.press(event));
    }
    this.rest = node("div", this.box, { class: "rest" });
    this.input.addEventListener("input", (event) => this.typed(event));
    this.input.addEventListener("compositionend", (event) => this.typed(event));
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("focusout", ({ relatedTarget: to }) => to && !this.box.contains(to) && this.close());
  }

  // Below what was pressed, inside the widget; the list scrolls rather than leave it.
  place({ x, y }) {
    const { box, figure, options } = this;
    box.style.top = y + 2 + "px";
    box.style.left = Math.max(0, Math.min(x, figure.width - box.offsetWidth)) + "px";
    if (options) options.style.maxHeight = Math.max(132, figure.height - y - 110) + "px";
  }

  // Takes over what wasm knows of the search; false where it is over.
  read(found) {
    if (!found) return false;
    this.choices = found.choices.map(({ label, code, on }) => ({ label, code, on, name: folded(label), id: code.toLowerCase() }));
    this.left = found.left;
    return true;
  }

  typed(event) {
    if (!this.isFilter) {
      this.list();
      this.say(this.hits.length ? "找到 " + this.hits.length + " 个" : "没有找到");
    } else if (!event.isComposing) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.filter(), PAUSE);
    }
  }

  filter() {
    const { figure } = this;
    figure.tell(figure.ask("find", this.input.value));
    if (!this.read(figure.ask("search"))) return this.close();
    this.list();
    this.say(this.rest.textContent);
  }

  // Writes the choices that are meant, or how many items are left.
  list() {
    const { input, rest } = this;
    if (this.isFilter) {
      rest.textContent = input.value.trim() ? (this.left ? this.left + " 项符合" : "没有符合的，请换个词") : "";
      return;
    }
    this.hits = matching(this.choices, input.value);
    this.show();
    this.activate(-1);
  }

  show() {
    const isFull = this.picked() >= COLORS;
    this.options.textContent = "";
    this.hits.slice(0, SHOWN).forEach((position, i) => this.option(position, i, isFull));
    const more = this.hits.length - SHOWN;
    const others = more > 0 ? "另有 " + more + " 个，请接着输入" : this.hits.length ? "" : "没有找到";
    this.rest.textContent = isFull ? "最多八个有颜色，去掉一个才能再加" : others;
  }

  option(position, i, isFull) {
    const { label, code, on } = this.choices[position];
    const option = this.node("div", this.options, { class: "hit", id: "hit" + i, role: "option", "aria-selected": String(on) });
    if (isFull && !on) option.setAttribute("aria-disabled", "true");
    this.node("span", option).textContent = label;
    if (code) this.node("i", option).textContent = code;
  }

  picked() {
    return this.choices.filter(({ on }) => on).length;
  }

  activate(at) {
    this.active = at;
    Array.from(this.options.children).forEach((option, i) => {
      option.classList.toggle("active", i === at);
      if (i === at) option.scrollIntoView({ block: "nearest" });
    });
    if (at < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", "hit" + at);
  }

  press(event) {
    const option = event.target.closest(".hit");
    if (option) this.toggle(Array.from(this.options.children).indexOf(option));
  }

  key(event) {
    // Enter and Esc belong to the input method while it writes.
    if (event.isComposing) return;
    const count = this.isFilter ? 0 : this.options.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isField = event.target === this.input;
    if (event.key === "Escape") this.close(true);
    else if (event.key === "Enter" && isField) this.enter();
    else if (step && count) this.activate((Math.max(this.active, step > 0 ? -1 : 0) + step + count) % count);
    else return;
    event.preventDefault();
  }

  enter() {
    if (this.isFilter) {
      clearTimeout(this.timer);
      this.filter();
      if (this.box.isConnected) this.close(true);
    } else if (this.hits.length) this.toggle(Math.max(0, this.active));
  }

  toggle(at) {
    const { figure } = this;
    const position = this.hits[at];
    const { label, on } = this.choices[position];
    figure.tell(figure.ask("pick", position));
    if (!this.read(figure.ask("search"))) return this.close();
    // What was pressed stays under the finger.
    this.show();
    this.activate(at);
    const isOn = this.choices[position].on;
    const count = "，共 " + this.picked() + " 个";
    this.say(isOn === on ? "最多八个有颜色，请先去掉一个" : (isOn ? "已加入 " : "已去掉 ") + label + count);
  }

  say(words) {
    this.figure.tree.live.textContent = words;
  }

  // The keyboard goes `back` to what was pressed, unless the visitor has gone elsewhere.
  close(back) {
    if (!this.box.isConnected) return;
    document.removeEventListener("pointerdown", this.outside);
    clearTimeout(this.timer);
    this.box.remove();
    const { figure } = this;
    const flags = figure.ask("key", "Escape");
    if (!back) figure.ask("focus", false);
    else {
      figure.tree.stage.focus();
      figure.tell(flags, true);
    }
  }
}

// Opens the box of a figure; returns how to close it.
document.currentScript.open = (figure, node, adopt) => {
  const found = figure.ask("search");
  if (!found) return () => {};
  if (!figure.tree.hasSearch) adopt(figure.tree.root.getRootNode(), RULES);
  figure.tree.hasSearch = true;
  const box = new SearchBox(figure, node, found);
  return () => box.close();
};
