// Compiles frontend/ into static/. Run `npm ci && npm run build` after changing a source; commit both.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static");
const modules = join(here, "node_modules");

// Libraries are folded into the module that uses them: one request, no import map, no bundler.
const LIBRARIES = {
  compressorjs: { file: "compressorjs/dist/compressor.min.js" },
  tinykeys: { file: "tinykeys/dist/tinykeys.umd.js" },
  leaflet: { file: "leaflet/dist/leaflet.js" },
};

const results = {};

async function put(name, text) {
  const clean = text.replace(/\n?(?:\/\*|\/\/)[#@] sourceMappingURL=[^\n]*/g, "").trimEnd() + "\n";
  const path = join(out, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, clean);
  results[name] = sha256(clean);
  console.log(`${name.padEnd(22)} ${String(clean.length).padStart(7)} B  gzip ${gzipSync(clean, { level: 9 }).length} B`);
}

const sha256 = (data) => createHash("sha256").update(data).digest("hex");

async function walk(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = await Promise.all(entries.map((entry) => {
    if (["node_modules", "__pycache__"].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  }));
  return files.flat().sort();
}

// --- CSS
const sheet = sass.compile(join(here, "css", "sitamu.scss"), {
  style: "compressed",
  charset: false,
  loadPaths: [modules],
  quietDeps: true,
});
await put("css/sitamu.css", sheet.css);

// The map editor loads it on demand. Its pictures are not used: rules that name one are left out.
const map = await readFile(join(modules, "leaflet/dist/leaflet.css"), "utf8");
await put("css/leaflet.css", map.replace(/\/\*[\s\S]*?\*\//g, "").replace(/[^{}]*\{[^{}]*url\([^{}]*\}/g, ""));

// --- JS
async function fold(text) {
  const parts = [];
  const rest = [];
  for (const line of text.split("\n")) {
    const match = line.match(/^import (.+) from "([^".]+)";$/);
    if (!match) { rest.push(line); continue; }
    const code = await readFile(join(modules, LIBRARIES[match[2]].file), "utf8");
    parts.push(
      `const ${match[1]} = (function () { const exports = {}, module = { exports };\n${code}\nreturn module.exports; }).call(globalThis);`,
    );
  }
  return [...parts, ...rest].join("\n");
}
for (const path of await walk(join(here, "js"))) {
  await put(`js/${relative(join(here, "js"), path)}`, await fold(await readFile(path, "utf8")));
}

// --- icons
const names = JSON.parse(await readFile(join(here, "ikon.json"), "utf8"));
const mark = await readFile(join(here, "lambang.svg"), "utf8");
const inner = (svg) => svg.replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "")
  .replace(/\s+/g, " ").replaceAll("> <", "><").replaceAll(" />", "/>").trim();
const symbols = await Promise.all(Object.entries(names).map(async ([id, icon]) => {
  const svg = await readFile(join(modules, "lucide-static", "icons", `${icon}.svg`), "utf8");
  return `<symbol id="${id}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${inner(svg)}</symbol>`;
}));
symbols.push(`<symbol id="sitamu" viewBox="0 0 40 40">${inner(mark)}</symbol>`);
await put("ikon.svg", `<!-- lucide, ISC License --><svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>`);
await put("favicon.svg", mark);

// --- what it was made from
const sources = {};
for (const path of await walk(here)) {
  sources[relative(here, path).replaceAll("\\", "/")] = sha256(await readFile(path));
}
await writeFile(join(out, "manifest-frontend.json"), JSON.stringify({ sumber: sources, hasil: results }, null, 2) + "\n");
