// The queue of taps in this browser, for the page and for its worker alike (a classic script).
//
// A tap is a row of IndexedDB before anything is sent, and leaves it only by an answer of the
// server. Sent twice it is stored once: the row's id is the tap's. Rows carry whose they are and
// are sent for that person only.
(() => {
  const ALAMAT = "/api/v1/presensi/web";
  const SEKALI = 10;
  const LURING_MS = 20000; // later than this it is no fresh tap any more: the phone's time counts

  const open = () => new Promise((resolve, reject) => {
    const request = indexedDB.open("sitamu-presensi", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("antrean", { keyPath: "id" });
      request.result.createObjectStore("keadaan");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  // Resolves when the row is on the disk, not when it was asked for.
  async function run(store, mode, act) {
    const db = await open();
    try {
      return await new Promise((resolve, reject) => {
        const work = db.transaction(store, mode, { durability: "strict" });
        const asked = act(work.objectStore(store));
        work.oncomplete = () => resolve(asked.result);
        work.onabort = () => reject(work.error);
        work.onerror = () => reject(work.error);
      });
    } finally { db.close(); }
  }
  const all = () => run("antrean", "readonly", (s) => s.getAll());
  const put = (row) => run("antrean", "readwrite", (s) => s.put(row));
  const remove = (id) => run("antrean", "readwrite", (s) => s.delete(id));
  const known = () => run("keadaan", "readonly", (s) => s.get("orang"));

  async function call(options) {
    const answer = await fetch(ALAMAT, {
      credentials: "same-origin", redirect: "error", cache: "no-store", signal: AbortSignal.timeout(20000), ...options,
    });
    if (answer.ok) return answer.json();
    throw Object.assign(new Error(`Galat ${answer.status}`), { status: answer.status });
  }

  // Who is logged in, where they tap, what the server's clock says; kept for times without signal.
  async function ask() {
    const begun = Date.now();
    const said = await call({ method: "GET" });
    const offset = (Date.parse(said.waktu) - (begun + Date.now()) / 2) / 1000;
    const { csrf, ketukan, ...keep } = said;
    await run("keadaan", "readwrite", (s) => s.put({ ...keep, offset }, "orang"));
    return { ...said, offset };
  }

  // What is sent. No running clock: a sleeping phone stops the browser's, so it would lie.
  const isi = ({ pengguna, dibuat, gagal, ...row }) => ({ ...row, luring: row.luring || Date.now() - dibuat > LURING_MS });

  async function send() {
    const done = [];
    const waiting = (await all()).filter((row) => !row.gagal);
    if (!waiting.length) return { done };
    const said = await ask();
    const own = waiting.filter((row) => row.pengguna === said.pengguna);
    for (let at = 0; at < own.length; at += SEKALI) {
      const some = own.slice(at, at + SEKALI);
      const { ketukan } = await call({
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": said.csrf },
        body: JSON.stringify({ ketukan: some.map(isi) }),
      });
      for (const [n, answer] of ketukan.entries()) {
        done.push(answer);
        if (["dibuat", "sudah_ada"].includes(answer.penerimaan)) await remove(some[n].id);
        else await put({ ...some[n], gagal: [answer.pesan, answer.langkah].filter(Boolean).join(" ") });
      }
    }
    return { done, said };
  }
  const flush = () => (navigator.locks ? navigator.locks.request("presensi-kirim", send) : send());

  self.antreanPresensi = { all, put, remove, known, ask, flush };
})();
