// Keys of the review screen. Works on plain HTML; every key presses something already on the page.
//
//   <div data-telaah data-telaah-pintasan-mati>     root; the second attribute switches keys off
//     [data-telaah-berkas="ID"]                     pages of one paper (hidden unless in hand):
//       [data-telaah-halaman]                         box around the <img>; data-sumber lists page URLs, one a line
//       [data-telaah-nomor]                           text "hal 1/3"
//       [data-telaah-langkah="-1|1"]                  buttons: page back, on
//       [data-telaah-putar], [data-telaah-besar]      buttons: rotate (view only), zoom
//     [data-telaah-butir="ID"] tabindex="-1"        one item; ID ties it to its paper
//       [data-telaah-sesuai], [data-telaah-ganti]     the two radio buttons
//     [data-telaah-putuskan]                        button that decides (Ctrl+Enter)
//     [data-telaah-simpan]                          optional button that saves a draft (Ctrl+S)
//   <dialog data-telaah-bantuan>                    list of keys, opened by "?" and [data-telaah-buka-bantuan];
//     [data-telaah-saklar]                            checkbox: keys on or off, kept in this browser
import { tinykeys } from "tinykeys";

const root = document.querySelector("[data-telaah]");
const help = document.querySelector("[data-telaah-bantuan]");
const STORE = "sitamu-pintasan-mati";

if (root) start();

function start() {
  const items = [...root.querySelectorAll("[data-telaah-butir]")];
  let current = Math.max(0, items.findIndex((item) => "dipilih" in item.dataset));
  let off = "telaahPintasanMati" in root.dataset || remembered();

  const item = () => items[current];
  const papers = [...root.querySelectorAll("[data-telaah-berkas]")];
  const paper = () => papers.find((p) => p.dataset.telaahBerkas === item()?.dataset.telaahButir)
    ?? papers.find((p) => !p.hidden);

  function choose(index, focus = true) {
    if (!items.length) return;
    current = Math.min(items.length - 1, Math.max(0, index));
    items.forEach((other, i) => {
      if (i === current) other.dataset.dipilih = "";
      else delete other.dataset.dipilih;
    });
    const own = papers.find((p) => p.dataset.telaahBerkas === item().dataset.telaahButir);
    if (own) papers.forEach((p) => { p.hidden = p !== own; });
    if (focus) {
      item().focus({ preventScroll: true });
      item().scrollIntoView({ block: "nearest" });
    }
  }

  function turn(box, step) {
    const view = box?.querySelector("[data-telaah-halaman]");
    const sources = view?.dataset.sumber?.trim().split(/\s+/) ?? [];
    if (sources.length < 2) return;
    const now = Number(view.dataset.halaman ?? 0);
    const next = Math.min(sources.length - 1, Math.max(0, now + step));
    view.dataset.halaman = next;
    const picture = view.querySelector("img");
    picture.src = sources[next];
    picture.alt = picture.alt.replace(/halaman \d+/i, `halaman ${next + 1}`);
    const number = box.querySelector("[data-telaah-nomor]");
    if (number) number.textContent = `hal ${next + 1}/${sources.length}`;
    view.scrollTop = 0;
  }

  function rotate(box) {
    const view = box?.querySelector("[data-telaah-halaman]");
    if (view) view.dataset.putar = (Number(view.dataset.putar ?? 0) + 90) % 360;
  }

  function zoom(box) {
    const view = box?.querySelector("[data-telaah-halaman]");
    if (view) view.dataset.besar = view.dataset.besar === "2" ? "1" : "2";
  }

  const mark = (name) => {
    const radio = item()?.querySelector(`[data-telaah-${name}]`);
    radio?.click();
    if (name === "sesuai" && radio) choose(current + 1);
    else item()?.querySelector("select, textarea")?.focus();
  };

  root.addEventListener("click", (event) => {
    const box = event.target.closest("[data-telaah-berkas]");
    const step = event.target.closest("[data-telaah-langkah]");
    if (step) turn(box, Number(step.dataset.telaahLangkah));
    else if (event.target.closest("[data-telaah-putar]")) rotate(box);
    else if (event.target.closest("[data-telaah-besar]")) zoom(box);
    else {
      const chosen = items.indexOf(event.target.closest("[data-telaah-butir]"));
      if (chosen >= 0 && chosen !== current) choose(chosen, false);
    }
  });

  // Single letters never act while someone is typing or while a dialog is open.
  const single = (act) => (event) => {
    const field = event.target.closest?.("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]");
    if (off || field || help?.open) return;
    event.preventDefault();
    act();
  };
  // Arrow keys belong to a radio group while it has focus.
  const arrow = (act) => (event) => {
    if (event.target.matches?.("input[type=radio]")) return;
    single(act)(event);
  };
  const press = (selector) => (event) => {
    const button = root.querySelector(selector);
    if (!button || help?.open) return;
    event.preventDefault();
    button.click();
  };

  tinykeys(window, {
    j: single(() => choose(current + 1)),
    k: single(() => choose(current - 1)),
    ArrowLeft: arrow(() => turn(paper(), -1)),
    ArrowRight: arrow(() => turn(paper(), 1)),
    r: single(() => rotate(paper())),
    s: single(() => mark("sesuai")),
    g: single(() => mark("ganti")),
    "Shift+?": single(() => help?.showModal()),
    "$mod+Enter": press("[data-telaah-putuskan]"),
    "$mod+s": press("[data-telaah-simpan]"),
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-telaah-buka-bantuan]")) help?.showModal();
  });

  const toggle = help?.querySelector("[data-telaah-saklar]");
  if (toggle) {
    toggle.checked = !off;
    toggle.addEventListener("change", () => {
      off = !toggle.checked;
      try { localStorage.setItem(STORE, off ? "1" : ""); } catch { /* private mode: this page only */ }
    });
  }

  choose(current, false);
}

function remembered() {
  try { return localStorage.getItem(STORE) === "1"; } catch { return false; }
}
