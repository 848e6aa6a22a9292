// Sends the files of a bulk upload a few at a time (tus 1.0), and goes on where the line broke.
//
//   <section data-massal="BATCH" data-massal-alamat="/api/…" data-massal-bagian="BYTES"
//            data-massal-sekali="BYTES">
//     <form data-massal-form> <input type="file" multiple data-massal-pilih> [data-massal-tanpa-skrip] </form>
//     <div data-massal-kirim hidden> [data-massal-keadaan] <progress data-massal-maju>
//       <ul data-massal-daftar> [data-massal-jeda] [data-massal-ulang]
//   <section id="hasil">      refreshed by the event "segarkan" unless somebody is typing in it
//
// The server is asked what it has before anything is sent: picking the same files again after a
// reload sends only what is missing. Without this script the form sends all files at once.

const root = document.querySelector("[data-massal]");
const AT_ONCE = 3;
const TRIES = 6;
const REFRESH_MS = 2000;
const ISI = "application/offset+octet-stream";
const TUS = { "Tus-Resumable": "1.0.0" };

if (root) start();

function start() {
  const find = (name) => root.querySelector(`[data-massal-${name}]`);
  const form = find("form");
  const input = find("pilih");
  const token = form.elements.csrfmiddlewaretoken.value;
  const partBytes = Number(root.dataset.massalBagian);
  const onceBytes = Number(root.dataset.massalSekali);
  const url = root.dataset.massalAlamat;
  const jobs = [];
  let paused = false;
  let stopped = ""; // a sentence when nothing more can be sent
  let running = 0;
  let known = null; // sidik -> what the server has
  let asking = null; // the question under way

  find("tanpa-skrip").hidden = true;
  input.addEventListener("change", () => {
    add([...input.files]);
    input.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  root.addEventListener("dragover", (event) => {
    event.preventDefault();
    root.dataset.massalSeret = "";
  });
  root.addEventListener("dragleave", () => delete root.dataset.massalSeret);
  root.addEventListener("drop", async (event) => {
    event.preventDefault();
    delete root.dataset.massalSeret;
    add(await dropped(event.dataTransfer));
  });
  find("jeda").addEventListener("click", () => {
    paused = !paused;
    find("jeda").textContent = paused ? "Lanjutkan" : "Lanjutkan nanti";
    pump();
    show();
  });
  find("ulang").addEventListener("click", () => {
    for (const job of jobs) if (job.state === "gagal") Object.assign(job, { state: "antre", tries: 0 });
    pump();
    show();
  });
  addEventListener("online", pump);
  addEventListener("online", show);
  addEventListener("offline", show);
  addEventListener("beforeunload", (event) => {
    if (jobs.some((job) => job.state === "antre" || job.state === "kirim")) event.preventDefault();
  });

  async function add(files) {
    if (!files.length) return;
    find("kirim").hidden = false;
    const before = new Set(jobs.filter((job) => job.state !== "tolak").map((job) => job.sidik));
    for (const file of files) {
      const sidik = `${file.webkitRelativePath || file.name}|${file.size}|${file.lastModified}`;
      if (before.has(sidik)) continue;
      before.add(sidik);
      jobs.push({ file, sidik, state: "antre", sent: 0, tries: 0 });
    }
    stopped = "";
    show();
    pump();
  }

  // What the server has of this batch, asked once before the first file and again after a failure.
  async function ask() {
    const rows = await (await call(`${url}?massal=${root.dataset.massal}`, "GET")).json();
    known = new Map(rows.filter((row) => row.sidik).map((row) => [row.sidik, row]));
  }

  async function pump() {
    while (!paused && !stopped && navigator.onLine && running < AT_ONCE) {
      const job = jobs.find((one) => one.state === "antre");
      if (!job) break;
      job.state = "kirim";
      running += 1;
      send(job).catch((error) => fail(job, error)).finally(() => {
        running -= 1;
        show();
        pump();
      });
    }
  }

  async function send(job) {
    if (!known) await (asking ??= ask().finally(() => { asking = null; }));
    const row = known.get(job.sidik);
    if (row && row.status !== "MENGIRIM") return finish(job);
    if (row) [job.url, job.sent] = [`${url}/${row.id}`, row.diterima_byte];
    else await begin(job);
    while (job.sent < job.file.size) {
      if (paused) { job.state = "antre"; return undefined; }
      await part(job);
      show();
    }
    return finish(job);
  }

  async function begin(job) {
    const { file } = job;
    const said = { filename: file.name, massal: root.dataset.massal, sidik: job.sidik };
    const headers = {
      "Upload-Length": String(file.size),
      "Upload-Metadata": Object.entries(said).map(([key, value]) => `${key} ${base64(value)}`).join(","),
    };
    const whole = file.size <= onceBytes;
    if (whole) headers["Content-Type"] = ISI;
    const answer = await call(url, "POST", headers, whole ? file : undefined);
    const place = new URL(answer.headers.get("Location"), location.href);
    job.url = place.pathname;
    job.sent = Number(answer.headers.get("Upload-Offset"));
    known.set(job.sidik, { id: job.url.split("/").pop(), status: "MENGIRIM", diterima_byte: job.sent });
  }

  async function part(job) {
    const blob = job.file.slice(job.sent, job.sent + partBytes);
    const headers = { "Content-Type": ISI, "Upload-Offset": String(job.sent) };
    if (crypto.subtle) {
      const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
      headers["Upload-Checksum"] = `sha256 ${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
    }
    const answer = await call(job.url, "PATCH", headers, blob);
    job.sent = Number(answer.headers.get("Upload-Offset"));
    job.tries = 0;
    const row = known.get(job.sidik);
    if (row) row.diterima_byte = job.sent;
  }

  function finish(job) {
    job.state = "selesai";
    job.sent = job.file.size;
    known.set(job.sidik, { status: "MENUNGGU" });
    refresh();
  }

  // An answer that is no success becomes an error with what the server said.
  async function call(to, method, headers = {}, body = undefined) {
    const answer = await fetch(to, {
      method,
      body,
      headers: { ...TUS, "X-CSRFToken": token, ...headers },
      credentials: "same-origin",
      redirect: "error",
    });
    if (answer.ok) return answer;
    let said = {};
    try { said = await answer.json(); } catch { /* no JSON: the status has to do */ }
    throw Object.assign(new Error(said.detail ?? `Galat ${answer.status}`), {
      status: answer.status,
      said,
    });
  }

  async function fail(job, error) {
    const { status, said = {} } = error;
    if (status === 401 || (status === 403 && said.kode === "belum_masuk")) {
      stopped = "Sesi Anda berakhir. Masuk lagi, lalu pilih berkas yang sama. Yang sudah terkirim tidak hilang.";
      job.state = "antre";
    } else if (status === 409 || status === 410 || status === 404) {
      known = null; // ask again where it stands
      retry(job, error);
    } else if (status && status < 500 && status !== 408 && status !== 429 && status !== 460) {
      job.state = "tolak";
      job.shown = status === 422; // the results below say it
      job.pesan = [error.message, said.langkah].filter(Boolean).join(" ");
      refresh();
    } else {
      if (!status) known = null; // the line broke: what of it arrived, only the server knows
      retry(job, error);
    }
  }

  function retry(job, error) {
    job.tries += 1;
    job.pesan = error.status ? error.message : "Sambungan terputus.";
    if (navigator.onLine && job.tries >= TRIES) {
      job.state = "gagal";
      return;
    }
    job.state = "tunda";
    const again = () => {
      if (job.state === "tunda") job.state = "antre";
      pump();
    };
    if (navigator.onLine) setTimeout(again, Math.min(30000, 1000 * 2 ** (job.tries - 1)));
    else addEventListener("online", () => { job.tries = 0; again(); }, { once: true });
  }

  function show() {
    const count = (...states) => jobs.filter((job) => states.includes(job.state)).length;
    const total = jobs.reduce((sum, job) => sum + job.file.size, 0);
    const sent = jobs.reduce((sum, job) => sum + (job.state === "tolak" ? job.file.size : job.sent), 0);
    find("maju").value = total ? (100 * sent) / total : 0;
    const left = count("antre", "kirim", "tunda");
    const [done, failed, refused] = [count("selesai"), count("gagal"), count("tolak")];
    const tail = (failed ? `, ${failed} gagal` : "") + (refused ? `, ${refused} ditolak` : "");
    let text = `Terkirim ${done} dari ${jobs.length} berkas${tail}.`;
    if (stopped) text += ` ${stopped}`;
    else if (left && !navigator.onLine) text += " Tanpa sinyal. Dilanjutkan sendiri saat tersambung.";
    else if (left && paused) text += " Dijeda. Anda boleh menutup halaman ini dan melanjutkan nanti.";
    else if (!left) text = `Selesai mengirim: ${done} berkas${tail}. Hasilnya ada di bawah.`;
    if (find("keadaan").textContent !== text) find("keadaan").textContent = text;
    find("ulang").hidden = !failed;
    find("jeda").hidden = !left;
    list();
  }

  function list() {
    const hidden = (job) => job.state === "selesai" || job.shown || (job.state === "antre" && !job.sent);
    const shown = jobs.filter((job) => !hidden(job)).slice(0, 30);
    find("daftar").replaceChildren(...shown.map((job) => {
      const line = document.createElement("li");
      line.className = "berkas__baris";
      const [icon, what] = [document.createElement("span"), document.createElement("span")];
      const name = document.createElement("span");
      name.className = "berkas__nama";
      name.textContent = job.file.name;
      const note = document.createElement("span");
      note.className = "berkas__ket";
      note.textContent = job.state === "kirim" || !job.pesan
        ? `${Math.floor((100 * job.sent) / Math.max(1, job.file.size))}% dari ${size(job.file.size)}`
        : `${job.state === "tolak" ? "Ditolak" : "Tertunda"}: ${job.pesan}`;
      what.append(name, note);
      line.append(icon, what);
      return line;
    }));
  }

  // The results below: again and again while the worker is at it, never under somebody's hands.
  let due = false;
  function refresh() { due = true; }
  // A form somebody has typed in, or that came back with a refusal, is marked until it is gone.
  const mark = (form) => { if (form) form.dataset.massalDiisi = ""; };
  document.addEventListener("input", (event) => {
    if (event.target.closest?.("#hasil")) mark(event.target.form);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const { xhr, target } = event.detail;
    if (!target?.id?.startsWith("unggahan-")) return;
    if (xhr.status < 400) due = true; // a row was sent: what became of it comes with the rest
    else mark(document.getElementById(target.id)?.querySelector(".massal__cocok"));
  });
  setInterval(() => {
    const region = document.getElementById("hasil");
    if (!region || document.hidden || !navigator.onLine) return;
    if (region.querySelector("[data-massal-diisi]")) return;
    if (!due && !("massalBerjalan" in region.dataset)) return;
    if (region.contains(document.activeElement) && document.activeElement.matches("input, select")) return;
    due = false;
    window.htmx?.trigger(region, "segarkan");
  }, REFRESH_MS);
}

// Files of a drop, those inside dropped folders too.
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  const found = [];
  async function walk(entry) {
    if (entry.isFile) {
      found.push(await new Promise((resolve, reject) => { entry.file(resolve, reject); }));
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
      if (!some.length) return;
      for (const one of some) await walk(one);
    }
  }
  for (const entry of entries) await walk(entry);
  return found;
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function size(bytes) {
  const [value, unit] = bytes < 1048576 ? [bytes / 1024, "KB"] : [bytes / 1048576, "MB"];
  return `${value.toLocaleString("id-ID", { maximumFractionDigits: unit === "KB" ? 0 : 1 })} ${unit}`;
}
