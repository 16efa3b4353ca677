/* What the desk adds in the browser; every page also works without it. No inline code, nothing evaluated. */
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const english = document.documentElement.lang === "en";
  const $$ = (css, root = document) => [...root.querySelectorAll(css)];

  /* Clocks: <time class="clock" datetime data-warn> ticks down; the server's own words stand until the first tick. */
  const UNITS = [[86400, "天", "d"], [3600, "小时", "h"], [60, "分", "min"], [1, "秒", "s"]];
  function span(seconds) {
    let left = Math.abs(Math.trunc(seconds));
    const parts = [];
    for (const [size, zh, en] of UNITS) {
      const count = Math.floor(left / size);
      left -= count * size;
      if (count || parts.length) parts.push(`${count} ${english ? en : zh}`);
      if (parts.length === 2 || (parts.length && !left)) break;
    }
    return parts.join(" ") || (english ? "0 s" : "0 秒");
  }
  function tick() {
    const now = Date.now();
    for (const clock of $$("time.clock")) {
      const left = (Date.parse(clock.dateTime) - now) / 1000;
      const tone = left < 0 ? "late" : now >= Date.parse(clock.dataset.warn) ? "near" : "calm";
      const text = left < 0 ? (english ? `late by ${span(left)}` : `逾期 ${span(left)}`) : english ? `${span(left)} left` : `剩 ${span(left)}`;
      if (clock.textContent !== text) clock.textContent = text;
      clock.className = `clock clock-${tone}`;
    }
  }
  setInterval(tick, 1000);

  /* Keys: data-key="Alt+1" or "/" on a link, button or field; shown where they work. */
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "radio";
    if (event.key === "Escape") return $$("details.menu[open]").forEach((menu) => { menu.open = false; });
    if (event.ctrlKey && event.key === "Enter" && event.target.form) return event.target.form.requestSubmit();
    if (event.isComposing || event.ctrlKey || event.metaKey || (typing && !event.altKey)) return;
    const name = event.code.replace(/^(Key|Digit)/, "");
    const wanted = event.altKey ? `Alt+${name.length === 1 ? name : event.key}` : event.key;
    const found = $$("[data-key]").find((element) => element.dataset.key === wanted && (element.offsetParent || element.closest(".group")));
    if (!found) return;
    event.preventDefault();
    if (found.matches("input, select, textarea")) found.focus(); else found.click();
  });
  document.addEventListener("click", (event) => {
    for (const menu of $$("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  /* Type-ahead: htmx fills the list; arrow keys walk it, Enter takes, Escape closes. */
  const options = (box) => $$("[role=option]", box);
  function mark(box, next) {
    options(box).forEach((option) => option.setAttribute("aria-selected", String(option === next)));
    const input = box.querySelector("[role=combobox]");
    if (next) { input.setAttribute("aria-activedescendant", next.id); next.scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
  }
  function close(box) {
    box.querySelector("[role=listbox]").replaceChildren();
    box.querySelector("[role=combobox]").setAttribute("aria-expanded", "false");
  }
  async function take(box, option) {
    if (option.dataset.code === undefined) return;
    const form = box.closest("form"), code = option.dataset.code;
    box.querySelector("[data-value]").value = code;
    close(box);
    const fresh = form.querySelector("[data-new-customer]");
    fresh?.classList.toggle("open", code === "");
    if (code === "") { prefill(fresh, box); return next(form, box); }
    const answer = await fetch(option.dataset.card, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer || !answer.ok) { trouble.textContent = trouble.dataset.network; trouble.hidden = false; return; }
    const card = box.querySelector(".chosen-card");
    card.innerHTML = await answer.text();
    box.querySelector(".chosen").hidden = false;
    box.querySelector(".who-in").hidden = true;
    for (const [name, value] of Object.entries(JSON.parse(card.querySelector("[data-fill]").dataset.fill))) fill(form, name, value);
    next(form, box);
  }
  /* On to the first field after the box that is still empty, or to the button. */
  function next(form, box) {
    const after = $$("input:not([type=hidden]), select, textarea, button[type=submit]", form).filter((element) =>
      element.offsetParent && !box.contains(element) && box.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    const empty = (element) => element.type === "submit" || (element.type === "radio"
      ? !$$(`input[name="${element.name}"]`, form).some((one) => one.checked) : element.type !== "checkbox" && !element.value);
    after.find(empty)?.focus();
  }
  function fill(form, name, value) {
    const field = form.elements[name];
    if (!field) return;
    if (field instanceof RadioNodeList) { field.value = value; return; }
    if (!field.value || field.dataset.filled) { field.value = value; field.dataset.filled = "yes"; }
  }
  function prefill(fresh, box) {
    const typed = box.querySelector("[role=combobox]").value.trim();
    const target = fresh.querySelector(/^[\d\s+-]{5,}$/.test(typed) ? "[data-is=phone]" : "[data-is=name]");
    if (target && !target.value) target.value = typed;
  }
  document.addEventListener("keydown", (event) => {
    const input = event.target.closest?.("[role=combobox]");
    if (!input || event.isComposing) return;
    const box = input.closest(".who"), all = options(box);
    const here = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" && all.length) { mark(box, all[(here + 1) % all.length]); event.preventDefault(); }
    else if (event.key === "ArrowUp" && all.length) { mark(box, all[(here - 1 + all.length) % all.length]); event.preventDefault(); }
    else if (event.key === "Enter" && all.length) { take(box, all[Math.max(here, 0)]); event.preventDefault(); }
    else if (event.key === "Enter" && input.value && !event.ctrlKey) event.preventDefault();
    else if (event.key === "Escape") close(box);
  });
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest?.(".who [role=option]");
    if (option) { event.preventDefault(); take(option.closest(".who"), option); }
  });
  document.addEventListener("focusout", (event) => {
    const box = event.target.closest?.(".who");
    if (box && !box.contains(event.relatedTarget)) close(box);
  });
  document.addEventListener("click", (event) => {
    const again = event.target.closest?.("[data-again]");
    if (!again) return;
    const box = again.closest(".who"), input = box.querySelector("[role=combobox]");
    box.querySelector("[data-value]").value = "";
    box.querySelector(".chosen").hidden = true;
    box.querySelector(".who-in").hidden = false;
    input.value = "";
    input.focus();
  });

  /* Fields that are asked only when another has a certain answer: data-when='{"ownership": ["customer"]}'. */
  function reveal(form) {
    for (const field of $$("[data-when]", form)) {
      const wanted = JSON.parse(field.dataset.when);
      const data = new FormData(form);
      const shown = Object.entries(wanted).every(([name, values]) => values.includes(data.get(name)));
      field.hidden = !shown;
    }
  }

  /* A list narrowed while typing: data-narrow names it; its items say in data-text what they are found by. */
  document.addEventListener("input", (event) => {
    const list = event.target.dataset.narrow && document.querySelector(event.target.dataset.narrow);
    if (!list) return;
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of $$("[data-text]", list)) item.hidden = !words.every((word) => item.dataset.text.toLowerCase().includes(word));
    for (const group of $$("[data-group]", list)) group.hidden = !group.querySelector("[data-text]:not([hidden])");
    document.getElementById(`${list.id}-none`).hidden = Boolean(list.querySelector("[data-text]:not([hidden])"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.dataset?.narrow) return;
    document.querySelector(event.target.dataset.narrow)?.querySelector("[data-text]:not([hidden]) a")?.click();
  });

  /* Charts: the numbers stand in a table beside; data-chart names the table's id. */
  function draw() {
    if (!window.echarts) return;
    for (const place of $$("[data-chart]:not([_echarts_instance_])")) {
      const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
      place.style.height = `${90 + 30 * data.names.length}px`;
      const chart = window.echarts.init(place, null, { renderer: "svg" });
      chart.setOption(bars(data));
      new ResizeObserver(() => chart.resize()).observe(place);
    }
  }
  function bars({ names, series }) {
    return {
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true }, tooltip: { trigger: "axis", axisPointer: { type: "shadow" } }, legend: { top: 0 },
      xAxis: { type: "value", minInterval: 1 }, yAxis: { type: "category", data: names, inverse: true, axisLabel: { width: 150, overflow: "truncate" } },
      series: series.map((one) => ({ ...one, type: "bar", stack: "all", barMaxWidth: 22 })),
    };
  }

  /* Nothing typed is lost when the line drops: say so and leave the form alone. */
  const trouble = document.getElementById("trouble");
  document.addEventListener("htmx:error", () => { trouble.textContent = trouble.dataset.network; trouble.hidden = false; });
  document.addEventListener("htmx:before:swap", (event) => {
    const status = event.detail.ctx?.response?.status ?? 200;
    trouble.hidden = true;
    if (status >= 500) { event.preventDefault(); trouble.textContent = trouble.dataset.server; trouble.hidden = false; }
  });

  function ready() {
    tick();
    $$("form").forEach(reveal);
    draw();
  }
  document.addEventListener("htmx:after:swap", ready);
  document.addEventListener("change", (event) => {
    if (event.target.form) reveal(event.target.form);
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
  document.addEventListener("DOMContentLoaded", () => {
    ready();
    document.querySelector(".tabs [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
  });
})();
