// A map beside the fields of a place, loaded only when asked for. The fields stay the truth.
//
//   <div data-peta data-modul="URL of peta-leaflet.js" data-gaya="URL of leaflet.css" hidden>
//     [data-peta-buka]      button: load and show the map
//     [data-peta-isi]       box for the map and its buttons, hidden until then
//     [data-peta-pesan]     role="status"
const root = document.querySelector("[data-peta]");

if (root) {
  root.hidden = false;
  const open = root.querySelector("[data-peta-buka]");
  const said = root.querySelector("[data-peta-pesan]");
  open.addEventListener("click", async () => {
    open.disabled = true;
    said.textContent = "Memuat peta …";
    try {
      await sheet(root.dataset.gaya);
      const { begin } = await import(root.dataset.modul);
      open.hidden = true;
      said.textContent = "";
      begin(root);
    } catch {
      open.disabled = false;
      said.textContent = "Peta tidak dapat dimuat. Isi angka di bawah, atau coba lagi.";
    }
  });
}

function sheet(href) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    link.addEventListener("load", resolve);
    link.addEventListener("error", reject);
    document.head.append(link);
  });
}
