// The map editor of a place: a circle, or a polygon with a strip around it. No tiles, no pictures:
// a scale, the shape, and the own position show where it lies. Loaded by peta.js.
import L from "leaflet";

const M_PER_DEGREE = 111195;

export function begin(root) {
  const form = root.closest("form");
  const field = (name) => form.elements.namedItem(name);
  const number = (text) => Number.parseFloat(String(text).replace(",", "."));
  const written = (value) => value.toFixed(6).replace(".", ",");
  const said = root.querySelector("[data-peta-pesan]");
  const box = root.querySelector("[data-peta-isi]");
  box.hidden = false;

  const start = [number(field("lintang").value), number(field("bujur").value)];
  const known = start.every(Number.isFinite);
  const map = L.map(root.querySelector("[data-peta-kanvas]"), { attributionControl: false, minZoom: 3, maxZoom: 21 });
  map.setView(known ? start : [-1.3, 123.3], known ? 17 : 9);
  L.control.scale({ imperial: false }).addTo(map);
  const shapes = L.layerGroup().addTo(map);

  const radius = () => Math.max(0, Number.parseInt(field("radius_m").value, 10) || 0);
  const corners = () => field("poligon").value.split("\n")
    .map((line) => line.split(";").map(number))
    .filter((pair) => pair.length === 2 && pair.every(Number.isFinite));
  const centre = () => {
    const pair = [number(field("lintang").value), number(field("bujur").value)];
    return pair.every(Number.isFinite) ? pair : null;
  };
  const keep = (points) => {
    field("poligon").value = points.map(([lat, lng]) => `${written(lat)}; ${written(lng)}`).join("\n");
    if (points.length > 2) {
      const middle = L.latLngBounds(points).getCenter();
      place(middle);
    }
    draw();
  };
  const place = ({ lat, lng }) => {
    field("lintang").value = written(lat);
    field("bujur").value = written(lng);
  };
  const handle = (at, title, moved) => L.marker(at, {
    draggable: true, keyboard: false, title,
    icon: L.divIcon({ className: "peta__pegangan", iconSize: [22, 22] }),
  }).on("dragend", (event) => moved(event.target.getLatLng())).addTo(shapes);

  function draw() {
    shapes.clearLayers();
    const points = corners();
    const middle = centre();
    if (points.length) {
      const shape = points.length > 2 ? L.polygon(points, { className: "peta__bentuk" }) : L.polyline(points, { className: "peta__bentuk" });
      shape.addTo(shapes);
      if (radius()) for (const point of points) L.circle(point, { radius: radius(), className: "peta__tepi" }).addTo(shapes);
      points.forEach((point, i) => handle(point, `Titik ${i + 1}`, ({ lat, lng }) => {
        points[i] = [lat, lng];
        keep(points);
      }));
      said.textContent = `Poligon ${points.length} titik, tepi ${radius()} m.`;
    } else if (middle) {
      L.circle(middle, { radius: radius(), className: "peta__bentuk" }).addTo(shapes);
      handle(middle, "Titik pusat", (at) => { place(at); draw(); });
      said.textContent = `Lingkaran radius ${radius()} m.`;
    } else {
      said.textContent = "Klik peta, atau isi lintang dan bujur.";
    }
  }

  const polygon = root.querySelector("[data-peta-poligon]");
  const adding = () => polygon.getAttribute("aria-pressed") === "true";
  map.on("click", ({ latlng }) => {
    if (adding()) keep([...corners(), [latlng.lat, latlng.lng]]);
    else if (!corners().length) { place(latlng); draw(); }
  });
  polygon.addEventListener("click", () => {
    polygon.setAttribute("aria-pressed", String(!adding()));
    said.textContent = adding() ? "Klik peta untuk menambah titik poligon." : "";
  });
  root.querySelector("[data-peta-mundur]").addEventListener("click", () => keep(corners().slice(0, -1)));
  root.querySelector("[data-peta-lingkaran]").addEventListener("click", () => {
    polygon.setAttribute("aria-pressed", "false");
    keep([]);
  });
  root.querySelector("[data-peta-saya]").addEventListener("click", () => {
    said.textContent = "Mencari posisi …";
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const at = [coords.latitude, coords.longitude];
      if (!corners().length) place({ lat: at[0], lng: at[1] });
      draw();
      L.circle(at, { radius: coords.accuracy, className: "peta__saya" }).addTo(shapes);
      map.fitBounds(L.latLng(at).toBounds(Math.max(200, coords.accuracy * 3)));
      said.textContent = `Posisi Anda, ketelitian ${Math.round(coords.accuracy)} m.`;
    }, () => { said.textContent = "Posisi tidak didapat. Izinkan lokasi, atau isi angkanya."; }, { enableHighAccuracy: true, timeout: 20000 });
  });
  for (const name of ["lintang", "bujur", "radius_m", "poligon"]) field(name).addEventListener("input", draw);
  draw();
  const points = corners();
  if (points.length > 1) map.fitBounds(L.latLngBounds(points).pad(0.5));
  else if (known && radius()) map.fitBounds(L.latLng(start).toBounds(radius() * 4 || M_PER_DEGREE / 1000));
}
