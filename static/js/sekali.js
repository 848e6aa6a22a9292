// A form is sent once: the second click or Enter within the same page does nothing.
// Applies to every POST form; opt out with data-berkali. The server stays the real guard.
// The button keeps its name and value: it is only marked, never disabled, so its pair is sent.
const PAUSE_MS = 8000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "berkali" in form.dataset) return;
  if (form.dataset.terkirim) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.terkirim = "ya";
  mark(form, true);
  // A slow line or a lost answer must not lock the form for good.
  setTimeout(() => release(form), PAUSE_MS);
});

// htmx answers inside the page: the form may be used again.
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) release(form);
});

// Back button: pages restored from memory come back with their forms free.
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-terkirim]").forEach(release);
});

function release(form) {
  delete form.dataset.terkirim;
  mark(form, false);
}

function mark(form, busy) {
  for (const button of form.querySelectorAll("button:not([type=button]), input[type=submit]")) {
    if (busy) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}
