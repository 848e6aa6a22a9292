// Keeps the static files and the shell of the tap page, no other page; sends the queue when it can.
importScripts("{{ skrip|escapejs }}");

const CANGKANG = "{{ cangkang|escapejs }}";
const HALAMAN = "{{ halaman|escapejs }}";
const BERKAS = [{% for satu in berkas %}"{{ satu|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const NAMA = `presensi-${BERKAS.join("|").length}-${BERKAS.reduce((n, s) => [...s].reduce((m, c) => (m * 31 + c.charCodeAt(0)) | 0, n), 7)}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAMA).then((cache) => cache.addAll(BERKAS)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((one) => one.startsWith("presensi-") && one !== NAMA).map((one) => caches.delete(one))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    // A page that cannot be fetched: the shell, for the tap page only.
    if (url.pathname === HALAMAN || url.pathname === CANGKANG) {
      event.respondWith(fetch(request).catch(() => caches.match(CANGKANG)));
    }
  } else if (BERKAS.includes(url.pathname)) {
    // A name with a hash never changes its content: no need to ask. Others are asked for first.
    const kept = () => caches.match(url.pathname);
    const hashed = /\.[0-9a-f]{12}\./.test(url.pathname);
    event.respondWith(hashed ? kept().then((found) => found ?? fetch(request)) : fetch(request).catch(kept));
  }
});

self.addEventListener("sync", (event) => {
  if (event.tag === "presensi") event.waitUntil(self.antreanPresensi.flush());
});
