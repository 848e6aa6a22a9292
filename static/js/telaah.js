const { tinykeys } = (function () { const exports = {}, module = { exports };
(function(e,t){typeof exports==`object`&&typeof module<`u`?t(exports):typeof define==`function`&&define.amd?define([`exports`],t):(e=typeof globalThis<`u`?globalThis:e||self,t(e.tinykeys={}))})(this,function(e){Object.defineProperty(e,Symbol.toStringTag,{value:`Module`});let t=[`Shift`,`Meta`,`Alt`,`Control`],n=typeof navigator==`object`?navigator.platform:``,r=/Mac|iPod|iPhone|iPad/.test(n)?`Meta`:`Control`,i=n===`Win32`?[`Control`,`Alt`]:[`Alt`];function a(e){return!!(e.key&&e.code&&e.getModifierState)}function o(e){let t=e.target;return e.repeat||e.isComposing||t!==e.currentTarget&&t.matches(`[contenteditable],input,select,textarea`)}function s(e,t){return typeof e.getModifierState==`function`?e.getModifierState(t)||i.includes(t)&&e.getModifierState(`AltGraph`):!1}function c(e){return e.trim().split(` `).map(e=>{let t=e.split(/(?<=\w|\])\+/),n=t.pop(),i=n.match(/^\((.+)\)$/),a=i?RegExp(`^(?:${i[1]})$`,`iv`):n,o=[],s=[];for(let e of t){let t=e.match(/^\[(.*)\]$/),n=t?.[1]??e;n=n===`$mod`?r:n,t?s.push(n):o.push(n)}return[o,s,a]})}function l(e,[n,r,a]){let o=n.includes(`AltGraph`);return!((a instanceof RegExp?!(a.test(e.key)||a.test(e.code)):a.toUpperCase()!==e.key.toUpperCase()&&a!==e.code)||n.find(t=>!s(e,t))||t.find(t=>!n.includes(t)&&!r.includes(t)&&a!==t&&s(e,t)&&!(o&&i.includes(t))))}function u(e,t={}){let n=t.timeout??1e3,r=t.ignore??o,i=Object.keys(e).map(t=>[t,c(t),e[t]]),u=new Map,d=null;return e=>{if(!a(e)||r(e))return;let t=[];for(let[n,r,a]of i){let[i,...o]=u.get(n)||r;if(!l(e,i))s(e,e.key)||u.delete(n);else if(o.length>0)u.set(n,o),t.push(n);else if(u.delete(n),t.length)console.warn(`tinykeys: Conflict found, "${n}" did not fire, waiting for:`,t);else{a(e);break}}d&&clearTimeout(d),d=setTimeout(()=>u.clear(),n)}}function d(e,t,n={}){let r=n.event??`keydown`,i=u(t,n);return e.addEventListener(r,i,n.capture),()=>{e.removeEventListener(r,i,n.capture)}}e.createKeybindingsHandler=u,e.defaultKeybindingsHandlerIgnore=o,e.matchKeybindingPress=l,e.parseKeybinding=c,e.tinykeys=d});
return module.exports; }).call(globalThis);
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
