// Small things every page gains when scripts run; nothing depends on them.

// Focus the error list, also after htmx has swapped it in.
const focusErrors = (root) => root.querySelector?.("[data-galat-daftar]")?.focus();
focusErrors(document);
document.addEventListener("htmx:afterSettle", (event) => focusErrors(event.target));

// A link in the error list leads to the field itself.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-galat-daftar] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const group = field.closest(".govuk-form-group");
  (group ?? field).scrollIntoView({ block: "start" });
  const control = field.matches("input, select, textarea") ? field : field.querySelector("input");
  (control ?? field).focus({ preventScroll: true });
});

// data-cetak prints the page (the button is hidden until scripts run).
for (const button of document.querySelectorAll("[data-cetak]")) button.hidden = false;
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-cetak]")) print();
});

// An open account menu closes on Escape and on a click elsewhere.
const menus = () => document.querySelectorAll("details[data-tutup-luar][open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Taps that wait in this browser (ketuk.js) stay there, for this person only: ask before leaving.
document.addEventListener("submit", (event) => {
  if (!("keluar" in event.target.dataset)) return;
  let waiting = 0;
  try { waiting = Number(localStorage.getItem("presensi-antrean") ?? 0); } catch { /* private mode */ }
  if (waiting && !confirm(`${waiting} catatan presensi di HP ini belum terkirim. Bila Anda keluar, catatan itu tetap di HP ini dan baru dikirim saat Anda masuk lagi di sini. Keluar?`)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, { capture: true });

// A select or radio that filters a GET form at once: data-kirim-otomatis on the form.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form && "kirimOtomatis" in form.dataset) form.requestSubmit();
});
