// The tap page: reads the position when a button is pressed, keeps the tap on the phone, sends it.
// The server alone decides; what is drawn here only helps the person. See antrean.js for the queue.

const root = document.querySelector("[data-ketuk]");
const antrean = self.antreanPresensi;
const BUMI_M = 6371000;
const CUKUP_M = 30; // exact enough to stop looking
const CARI_MS = 12000;
const KATA = { MASUK: "masuk", PULANG: "pulang" };
const WARNA = { TERIMA: "hijau", TINJAU: "kuning", TOLAK: "merah" };

if (root && antrean && "indexedDB" in self) start();

async function start() {
  const find = (name) => root.querySelector(`[data-ketuk-${name}]`);
  const buttons = [...root.querySelectorAll("[data-ketuk-arah]")];
  let orang = await antrean.known().catch(() => null);
  let busy = false;
  let install = null;

  root.hidden = false;
  document.querySelector("[data-ketuk-tanpa-skrip]")?.remove();
  navigator.serviceWorker?.register(root.dataset.pekerja, { scope: "/presensi/" }).catch(() => {});
  navigator.storage?.persist?.();
  for (const button of buttons) button.addEventListener("click", () => tap(button.dataset.ketukArah));
  find("lihat").addEventListener("click", () => guard(look));
  find("kirim").addEventListener("click", () => guard(() => flush()));
  addEventListener("online", () => flush());
  addEventListener("beforeinstallprompt", (event) => { event.preventDefault(); install = event; offer(); });
  find("pasang-ya").addEventListener("click", () => { find("pasang").hidden = true; install?.prompt(); });
  find("pasang-tidak").addEventListener("click", () => { find("pasang").hidden = true; note("pasang-tidak", "1"); });
  setInterval(clock, 1000);

  async function refresh() {
    try { orang = await antrean.ask(); taps(orang.ketukan); } catch (error) { if (error.status === 401) say("Anda belum masuk. Masuk lagi agar catatan terkirim."); }
    const empty = document.querySelector("[data-ketuk-kosong]");
    if (empty) empty.hidden = Boolean(orang);
    for (const button of buttons) button.disabled = !orang;
    find("foto").hidden = !orang?.tempat.some((one) => one.foto);
    clock();
    await queue();
  }

  function clock() {
    if (orang) find("jam").textContent = `${jam(Date.now() + 1000 * orang.offset, true)} ${orang.zona_label}`;
  }

  function jam(ms, seconds = false) {
    const form = { hour: "2-digit", minute: "2-digit", timeZone: orang.zona, ...(seconds && { second: "2-digit" }) };
    return new Date(ms).toLocaleTimeString("id-ID", form);
  }

  const say = (text) => { find("keadaan").textContent = text; };

  async function guard(act) {
    if (busy) return;
    busy = true;
    try { await act(); } catch { say("Maaf, HP ini tidak dapat menyimpan catatan. Pakai tombol lain atau lapor ke atasan Anda."); } finally { busy = false; }
  }

  const tap = (arah) => guard(async () => {
    find("lanjut")?.remove();
    const { fix, why } = await locate();
    const where = fix && show(fix);
    if (!fix) return go(why, `Catat ${KATA[arah]} tanpa posisi`, () => keep(arah, null));
    if (where && where.tepi > fix.akurasi_m && !orang.di_mana_saja) {
      const text = `Anda ${metres(where.jarak)} dari ${where.nama}, di luar areanya. Catatan dari sini akan ditolak.`;
      return go(text, `Tetap catat ${KATA[arah]}`, () => keep(arah, fix));
    }
    return keep(arah, fix);
  });

  // A question that is answered by one more press.
  function go(text, label, act) {
    say(text);
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "tombol tombol--sekunder", textContent: label });
    button.dataset.ketukLanjut = "";
    button.addEventListener("click", () => guard(async () => { button.remove(); await act(); }));
    find("keadaan").after(button);
  }

  async function keep(arah, fix) {
    const row = {
      id: crypto.randomUUID?.() ?? uuid(),
      pengguna: orang.pengguna,
      dibuat: Date.now(),
      arah,
      waktu_perangkat: new Date().toISOString(),
      offset_detik: orang.offset,
      luring: !navigator.onLine,
      ...fix,
    };
    const file = root.querySelector("#foto").files[0];
    if (file) row.foto = await shrink(file);
    if (root.dataset.kode) row.kode = root.dataset.kode;
    await antrean.put(row);
    say("Tersimpan di HP ini, belum terkirim.");
    root.querySelector("#foto").value = "";
    await queue();
    const done = await flush();
    const answer = done.find((one) => one.id === row.id);
    if (answer?.putusan) {
      say(`Diterima ${jam(Date.parse(answer.pada))} ${orang.zona_label}. ${answer.pesan} ${(answer.tanda ?? []).map((one) => one.pesan).join(" ")}`);
      note("berhasil", Number(note("berhasil") ?? 0) + 1);
      offer();
    } else if (!answer) {
      say("Tersimpan di HP ini, belum terkirim. Dikirim saat ada sinyal.");
      const worker = await navigator.serviceWorker?.getRegistration("/presensi/");
      worker?.sync?.register("presensi").catch(() => {});
    } else say(`Tidak diterima. ${answer.pesan} ${answer.langkah ?? ""}`);
  }

  async function flush() {
    let done = [];
    try {
      const result = await antrean.flush();
      done = result.done;
      if (done.length) await refresh();
    } catch (error) {
      if (error.status === 401) say("Anda belum masuk. Catatan tetap tersimpan di HP ini. Masuk lagi agar terkirim.");
      else if (error.status) say(`Maaf, server sedang terganggu (${error.status}). Catatan tetap tersimpan di HP ini.`);
    }
    await queue();
    return done;
  }

  // Taps not sent yet; those of somebody else are counted, not shown.
  async function queue() {
    const rows = await antrean.all();
    const own = rows.filter((row) => row.pengguna === orang?.pengguna);
    note("antrean", rows.length);
    find("antrean").hidden = !rows.length;
    find("kirim").hidden = !own.some((row) => !row.gagal);
    const lines = own.map((row) => {
      const day = new Date(row.dibuat).toLocaleDateString("id-ID", { day: "numeric", month: "long", timeZone: orang.zona });
      const line = item(`${row.arah === "MASUK" ? "Masuk" : "Pulang"} ${day}, ${jam(row.dibuat + 1000 * row.offset_detik)}. ${row.gagal ? `Tidak diterima: ${row.gagal}` : "Tersimpan di HP ini, belum terkirim."} `);
      if (row.gagal) {
        const button = document.createElement("button");
        Object.assign(button, { type: "button", className: "tombol tombol--sekunder tombol--kecil", textContent: "Hapus dari HP" });
        button.addEventListener("click", async () => { await antrean.remove(row.id); await queue(); });
        line.append(button);
      }
      return line;
    });
    const others = rows.length - own.length;
    if (others) lines.push(item(`${others} catatan milik orang lain. Dikirim saat ia masuk di HP ini.`));
    find("antrean").querySelector("ul").replaceChildren(...lines);
  }

  function taps(rows) {
    const list = document.querySelector("[data-ketuk-hari]");
    if (!list || !rows.length) return;
    const ul = document.createElement("ul");
    ul.className = "ketuk__hari";
    ul.dataset.ketukHari = "";
    ul.append(...rows.map((row) => {
      const line = item(`${row.arah_label} ${row.jam} `);
      const tag = document.createElement("strong");
      tag.className = `tag tag--${WARNA[row.putusan]}`;
      tag.textContent = row.putusan_label;
      line.append(tag, ...row.tanda.map((text) => Object.assign(document.createElement("div"), { className: "redup kecil", textContent: text })));
      return line;
    }));
    list.replaceWith(ul);
    const came = rows.some((row) => row.arah === "MASUK");
    for (const button of buttons) button.classList.toggle("tombol--sekunder", (button.dataset.ketukArah === "MASUK") === came);
  }

  const item = (text) => Object.assign(document.createElement("li"), { textContent: text });

  // Where the person is

  async function look() {
    find("lanjut")?.remove();
    const { fix, why } = await locate();
    if (!fix) return say(why);
    show(fix);
    return say("");
  }

  // The best fix within twelve seconds, or why there is none.
  const locate = () => new Promise((resolve) => {
    let best = null;
    let watch = null;
    if (!navigator.geolocation) return resolve({ why: "Peramban ini tidak dapat membaca posisi." });
    say("Mencari posisi…");
    const end = (why) => {
      clearTimeout(timer);
      navigator.geolocation.clearWatch(watch);
      resolve(best ? { fix: best } : { why });
    };
    const timer = setTimeout(() => end("Posisi belum ditemukan. Keluar ke tempat terbuka, lalu coba lagi."), CARI_MS);
    watch = navigator.geolocation.watchPosition(
      ({ coords, timestamp }) => {
        if (best && coords.accuracy >= best.akurasi_m) return;
        best = {
          lintang: Number(coords.latitude.toFixed(6)),
          bujur: Number(coords.longitude.toFixed(6)),
          akurasi_m: Math.round(coords.accuracy * 10) / 10,
          umur_fix_detik: Math.max(0, Math.round((Date.now() - timestamp) / 1000)),
        };
        say(`Ketelitian ±${metres(best.akurasi_m)}…`);
        if (best.akurasi_m <= CUKUP_M) end();
      },
      (error) => {
        if (error.code === 1) end("Izin lokasi ditolak. Buka pengaturan situs di peramban, izinkan Lokasi, lalu coba lagi.");
      },
      { enableHighAccuracy: true, maximumAge: 5000, timeout: CARI_MS },
    );
    return undefined;
  });

  // Draws the nearest place with the point, says how far; null without any place.
  function show(fix) {
    const text = find("jarak");
    const near = orang.tempat.map((one) => distance(one, fix)).sort((a, b) => a.tepi - b.tepi)[0] ?? null;
    text.hidden = false;
    let said = `Ketelitian ±${metres(fix.akurasi_m)}.`;
    if (near) said = `${metres(Math.abs(near.jarak))} dari ${near.poligon ? "tepi" : "titik"} ${near.nama}, ketelitian ±${metres(fix.akurasi_m)}. ${near.tepi <= 0 ? "Di dalam area." : near.tepi <= fix.akurasi_m ? "Di tepi area." : "Di luar area."}`;
    if (fix.akurasi_m > 1000) said += " Peramban hanya memberi lokasi perkiraan. Pilih “lokasi tepat” pada izin situs.";
    text.textContent = said;
    find("gambar").hidden = !near;
    if (near) draw(near, fix);
    return near;
  }

  function distance(place, fix) {
    const at = plane(place, [fix.lintang, fix.bujur]);
    let jarak = haversine([place.lintang, place.bujur], [fix.lintang, fix.bujur]);
    const corners = place.poligon.map((one) => plane(place, one));
    if (corners.length) {
      const edges = corners.map((a, n) => [a, corners[(n + 1) % corners.length]]);
      const edge = Math.min(...edges.map(([a, b]) => toSegment(at, a, b)));
      const inside = edges.reduce((odd, [a, b]) => (a[1] > at[1]) !== (b[1] > at[1]) && at[0] < a[0] + ((at[1] - a[1]) * (b[0] - a[0])) / (b[1] - a[1]) ? !odd : odd, false);
      jarak = inside ? -edge : edge;
    }
    return { ...place, jarak, tepi: jarak - place.radius_m, at, corners, poligon: corners.length > 0 };
  }

  function draw(near, fix) {
    const reach = Math.max(near.poligon ? 0 : near.radius_m, Math.hypot(...near.at) + Math.min(fix.akurasi_m, near.radius_m + 100), ...near.corners.map((one) => Math.hypot(...one) + near.radius_m));
    const scale = 92 / reach;
    const svg = element("svg", { viewBox: "-100 -100 200 200", class: "ketuk__peta", role: "img", "aria-label": `Posisi Anda terhadap ${near.nama}, utara di atas` });
    svg.append(
      near.poligon
        ? element("polygon", { class: "ketuk__area", points: near.corners.map(([x, y]) => `${x * scale},${-y * scale}`).join(" ") })
        : element("circle", { class: "ketuk__area", r: near.radius_m * scale }),
      element("circle", { class: "ketuk__teliti", cx: near.at[0] * scale, cy: -near.at[1] * scale, r: Math.min(fix.akurasi_m * scale, 200) }),
      element("circle", { class: "ketuk__titik", cx: near.at[0] * scale, cy: -near.at[1] * scale, r: 4 }),
    );
    find("gambar").replaceChildren(svg);
  }

  function element(name, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  // Install once, after the third tap that arrived.
  function offer() {
    find("pasang").hidden = !install || Number(note("berhasil") ?? 0) < 3 || Boolean(note("pasang-tidak"));
  }

  await refresh();
  await flush();
}

function note(name, value) {
  try {
    if (value === undefined) return localStorage.getItem(`presensi-${name}`);
    localStorage.setItem(`presensi-${name}`, String(value));
  } catch { /* private mode: only hints are lost */ }
  return null;
}

// Metres east and north of the place.
function plane(place, [lintang, bujur]) {
  const degree = (Math.PI / 180) * BUMI_M;
  return [(bujur - place.bujur) * degree * Math.cos((place.lintang * Math.PI) / 180), (lintang - place.lintang) * degree];
}

function toSegment(p, a, b) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const t = Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

function haversine(a, b) {
  const [la, lo, lb, mo] = [...a, ...b].map((degrees) => (degrees * Math.PI) / 180);
  const h = Math.sin((lb - la) / 2) ** 2 + Math.cos(la) * Math.cos(lb) * Math.sin((mo - lo) / 2) ** 2;
  return 2 * BUMI_M * Math.asin(Math.sqrt(h));
}

const metres = (m) => (m < 1000 ? `${Math.round(m)} m` : `${(m / 1000).toLocaleString("id-ID", { maximumFractionDigits: 1 })} km`);

function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// A photo of 640 px, about 40 KB, as base64.
async function shrink(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, 640 / Math.max(bitmap.width, bitmap.height));
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", 0.7).split(",")[1];
}
