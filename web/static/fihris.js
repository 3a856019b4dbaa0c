"use strict";
// What the pages gain with JavaScript: results in place, suggestions while typing, a range of time by hand or keys.
// Everything also works without it, by plain links and forms.

const page = {
  start() {
    document.body.addEventListener("htmx:sendError", page.failed);
    document.body.addEventListener("htmx:afterSettle", page.refresh);
    page.refresh();
    const input = document.querySelector("#q");
    if (input) new Suggestions(input);
  },

  // Links and forms among the results change them in place; links to other pages stay what they are.
  refresh() {
    const scope = document.querySelector(".in-place");
    if (scope) {
      for (const link of scope.querySelectorAll('a[href^="/?"], a[href="/"]')) page.boost(link);
      for (const form of scope.querySelectorAll('form[action="/"]')) page.boost(form);
    }
    for (const bars of document.querySelectorAll(".bars[data-url]")) new Timeline(bars);
    page.highlight();
  },

  boost(element) {
    if (element.hasAttribute("hx-boost")) return;
    element.setAttribute("hx-boost", "true");
    htmx.process(element);
  },

  // Letters of a word join across a highlight that is no element.
  highlight() {
    if (!("highlights" in CSS)) return;
    const found = new Highlight();
    for (const mark of document.querySelectorAll("mark")) {
      const range = new Range();
      range.selectNodeContents(mark);
      found.add(range);
    }
    CSS.highlights.set("matches", found);
    document.documentElement.classList.add("custom-highlights");
  },

  failed() {
    const notice = document.querySelector(".notice") ?? document.createElement("p");
    notice.className = "notice";
    notice.setAttribute("role", "alert");
    notice.textContent = document.body.dataset.failed;
    document.body.append(notice);
    setTimeout(() => notice.remove(), 8000);
  },
};

// A combobox as the ARIA authoring practices describe it: a text field with a list that the arrow keys walk.
class Suggestions {
  constructor(input) {
    this.input = input;
    this.list = document.createElement("ul");
    this.list.id = "suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.suggestions);
    this.list.hidden = true;
    this.active = -1;
    this.asked = 0;
    input.after(this.list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", "suggestions"]]) input.setAttribute(name, value);
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 120);
  }

  async ask() {
    const text = this.input.value.trim();
    const asked = ++this.asked;
    if (text.length < 2) return this.close();
    try {
      const answer = await fetch(`${this.input.dataset.suggest}?${new URLSearchParams({ q: text })}`);
      const body = answer.ok ? await answer.json() : { data: [] };
      if (asked === this.asked) this.show(body.data.slice(0, 10));
    } catch {
      this.close();
    }
  }

  show(found) {
    this.found = found;
    this.active = -1;
    this.list.replaceChildren(...found.map((each, at) => this.option(each, at)));
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  option(each, at) {
    const option = document.createElement("li");
    option.id = `suggestion-${at}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const label = document.createElement("bdi");
    label.textContent = each.label;
    const kind = document.createElement("small");
    kind.textContent = names.get(each.kind) ?? "";
    option.append(label, kind);
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.choose(at);
    });
    return option;
  }

  key(event) {
    if (this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.move(step);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  move(step) {
    const options = [...this.list.children];
    options[this.active]?.setAttribute("aria-selected", "false");
    this.active = (this.active + step + options.length + (this.active < 0 && step < 0 ? 1 : 0)) % options.length;
    const chosen = options[this.active];
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", chosen.id);
  }

  choose(at) {
    const each = this.found[at];
    this.close();
    if (each.kind === "title") location.assign(`/articles/${encodeURIComponent(each.value)}`);
    else this.filter(each);
  }

  // A person, topic or place that is chosen narrows the search instead of standing in the box as words.
  filter(each) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = each.kind;
    field.value = each.value;
    document.querySelector("#carried").append(field);
    this.input.value = "";
    this.input.form.requestSubmit();
  }

  close() {
    this.asked += 1;
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

// The names of facets stand on the page already, in the reader's language.
const names = {
  get: (kind) => document.querySelector(`#facet-${CSS.escape(kind)} h3`)?.textContent,
};

// One tab stop for all bars: arrows move, Shift and arrows widen the range, Enter or the end of a drag takes it.
class Timeline {
  constructor(list) {
    if (list.dataset.ready) return;
    list.dataset.ready = "yes";
    this.list = list;
    this.bars = [...list.querySelectorAll("a")];
    this.bars.forEach((bar, at) => { bar.tabIndex = at === this.bars.length - 1 ? 0 : -1; bar.draggable = false; });
    list.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("pointerdown", (event) => this.press(event));
    list.addEventListener("click", (event) => {
      if (this.dragged) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    }, true);
  }

  at(event) {
    const under = document.elementFromPoint(event.clientX, event.clientY);
    return this.bars.indexOf(under?.closest?.(".bars a"));
  }

  press(event) {
    const from = this.bars.indexOf(event.target.closest("a"));
    if (from < 0 || event.button !== 0) return;
    this.dragged = false;
    this.from = this.to = from;
    const move = (moved) => {
      const at = this.at(moved);
      if (at < 0 || at === this.to) return;
      this.dragged = true;
      this.mark(from, at);
    };
    const up = () => {
      document.removeEventListener("pointermove", move);
      if (this.dragged) this.go();
      setTimeout(() => { this.dragged = false; });
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", up, { once: true });
  }

  key(event) {
    const rtl = getComputedStyle(this.list).direction === "rtl";
    const step = { ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1 }[event.key];
    const here = this.bars.indexOf(document.activeElement);
    if (step) {
      event.preventDefault();
      const next = Math.min(Math.max(here + step, 0), this.bars.length - 1);
      this.mark(event.shiftKey ? (this.from ?? here) : next, next);
      this.bars.forEach((bar, at) => { bar.tabIndex = at === next ? 0 : -1; });
      this.bars[next].focus();
    } else if (event.key === "Enter" && this.from !== undefined && this.from !== this.to) {
      event.preventDefault();
      this.go();
    }
  }

  mark(from, to) {
    [this.from, this.to] = [from, to];
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    this.bars.forEach((bar, at) => bar.classList.toggle("in-range", at >= low && at <= high));
  }

  go() {
    const [low, high] = [Math.min(this.from, this.to), Math.max(this.from, this.to)];
    const url = this.list.dataset.url
      .replace("FROM", encodeURIComponent(this.bars[low].dataset.period))
      .replace("TO", encodeURIComponent(this.bars[high].dataset.period));
    const link = document.createElement("a");
    link.href = url;
    this.list.closest(".in-place")?.append(link);
    if (link.isConnected) page.boost(link);
    else document.body.append(link);
    link.click();
    link.remove();
  }
}

page.start();
