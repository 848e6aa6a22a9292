// Shrinks photos before they leave the phone and says what was picked.
//
//   <input type="file" data-unggah
//          data-maks-mb="5"            largest file that is not a photo, in MB (default 5)
//          data-maks-foto-mb="20"      largest photo before shrinking, in MB (default 20)
//          data-langsung>              send the form as soon as what was picked is ready
//
// A JPEG, PNG or WebP becomes a JPEG of at most 1600 px on its long side; HEIC and PDF are sent
// as they are (the server converts HEIC). Whatever fails here, the chosen file stays in the field
// and the form works as if this script were not there; the server checks everything again.
import Compressor from "compressorjs";

const SIDE_PX = 1600;
const QUALITIES = [0.82, 0.7, 0.6]; // the next one only while the result is over the aim
const AIM_BYTES = 500_000;
const PHOTO = /^image\/(jpeg|png|webp)$/;
const SHRINK_FROM_BYTES = 400_000;
const MB = 1024 * 1024;

const busy = new WeakMap();

document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches?.("input[type=file][data-unggah]")) busy.set(input, pick(input));
});

// A form sent while photos are still shrinking waits for them, then goes on by itself.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const waiting = [...form.elements].map((field) => busy.get(field)).filter(Boolean);
  if (!waiting.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  await Promise.allSettled(waiting);
  form.requestSubmit(submitter);
}, true);

async function pick(input) {
  const originals = [...input.files];
  try {
    const refused = originals.map((file) => refusal(file, input)).find(Boolean);
    input.setCustomValidity(refused ?? "");
    if (refused) return say(input, refused, "ditolak");
    if (!originals.length) return say(input, "", "kosong");
    say(input, "Menyiapkan berkas…", "menyiapkan");
    const files = await Promise.all(originals.map(shrink));
    const list = new DataTransfer();
    files.forEach((file) => list.items.add(file));
    input.files = list.files;
    say(input, files.map((file, i) => describe(file, originals[i])).join("; "), "siap");
  } catch {
    say(input, originals.map((file) => describe(file, file)).join("; "), "siap");
  } finally {
    busy.delete(input);
  }
  if ("langsung" in input.dataset && input.files.length) input.form.requestSubmit();
}

function refusal(file, input) {
  const photo = file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name);
  const limit = Number((photo ? input.dataset.maksFotoMb : input.dataset.maksMb) || (photo ? 20 : 5));
  if (!file.size) return `Berkas ${file.name} kosong. Pilih berkas lain.`;
  if (file.size <= limit * MB) return null;
  return `Berkas ${size(file.size)}. Paling besar ${limit} MB. Foto ulang dengan mode dokumen.`;
}

async function shrink(file) {
  if (!PHOTO.test(file.type) || file.size < SHRINK_FROM_BYTES) return file;
  let best = file;
  for (const quality of QUALITIES) {
    const result = await compress(file, quality);
    if (result.size < best.size) best = result;
    if (best.size <= AIM_BYTES) break;
  }
  if (best === file) return file;
  const name = `${file.name.replace(/\.\w+$/, "")}.jpg`;
  return new File([best], name, { type: "image/jpeg", lastModified: file.lastModified });
}

function compress(file, quality) {
  return new Promise((resolve) => {
    new Compressor(file, {
      maxWidth: SIDE_PX,
      maxHeight: SIDE_PX,
      quality,
      mimeType: "image/jpeg",
      success: resolve,
      error: () => resolve(file),
    });
  });
}

function describe(file, original) {
  const from = file.size < original.size ? ` (dikecilkan dari ${size(original.size)})` : "";
  return `${file.name}, ${size(file.size)}${from}`;
}

function size(bytes) {
  const [value, unit] = bytes < MB ? [bytes / 1024, "KB"] : [bytes / MB, "MB"];
  return `${value.toLocaleString("id-ID", { maximumFractionDigits: unit === "KB" ? 0 : 1 })} ${unit}`;
}

function say(input, text, state) {
  let line = input.parentElement.querySelector(".unggah__keadaan");
  if (!line) {
    line = document.createElement("p");
    line.className = "unggah__keadaan";
    line.setAttribute("role", "status");
    input.after(line);
  }
  line.dataset.keadaan = state;
  line.textContent = text;
}
