"use strict";
// The map and its timeline: one set of incidents, filtered by day, kind, author, claimant, grade.

const DAY_MS = 86400000;
// How far an incident of a precision may be from its point, in kilometres.
const REACH_KM = { near: 10, district: 25, area: 40, province: 60, country: 200 };
const page = document.getElementById("map");
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(`--${name}`).trim();
const asDate = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
const element = (id) => document.getElementById(id);

const map = L.map(page, { zoomControl: true, attributionControl: false, preferCanvas: true });
const ground = L.layerGroup().addTo(map);
const zones = L.layerGroup().addTo(map);
const reaches = L.layerGroup().addTo(map);
let known = null; // what /api/map says
let shown = []; // positions of the incidents that pass the filters

// Ground: coasts and borders from our own file.
async function drawGround() {
  const base = await (await fetch("/static/basemap.json")).json();
  const lines = (flats) =>
    flats.map((flat) => {
      const points = [];
      for (let at = 0; at < flat.length; at += 2) {
        points.push([flat[at + 1] / base.per_degree, flat[at] / base.per_degree]);
      }
      return points;
    });
  const quiet = { interactive: false, pane: "tilePane" };
  const land = lines(base.land).map((ring) => [ring]);
  L.polygon(land, { ...quiet, stroke: true, weight: 0.7, color: colour("line"), fillColor: colour("raised"), fillOpacity: 1 }).addTo(ground);
  L.polyline(lines(base.borders), { ...quiet, weight: 1, color: colour("soft"), opacity: 0.5 }).addTo(ground);
}

// Points are drawn on one canvas, so that fifty thousand of them move smoothly.
const Points = L.Layer.extend({
  onAdd() {
    this.canvas = L.DomUtil.create("canvas", "points", map.getPane("overlayPane"));
    map.on("moveend zoomend resize", this.draw, this);
    this.draw();
  },
  draw() {
    const size = map.getSize();
    const scale = window.devicePixelRatio || 1;
    L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([0, 0]));
    this.canvas.width = size.x * scale;
    this.canvas.height = size.y * scale;
    this.canvas.style.width = `${size.x}px`;
    this.canvas.style.height = `${size.y}px`;
    if (!known) return;
    const pen = this.canvas.getContext("2d");
    pen.scale(scale, scale);
    this.places = [];
    for (const ground of known.control) this.square(pen, ground);
    for (const at of shown) this.dot(pen, at, size);
  },
  dot(pen, at, size) {
    const all = known.incidents;
    if (all.precision[at] in REACH_KM) return;
    const spot = map.latLngToContainerPoint([all.lat[at], all.lon[at]]);
    if (spot.x < -20 || spot.y < -20 || spot.x > size.x + 20 || spot.y > size.y + 20) return;
    const killed = parseInt(all.killed[at].replace(/\D*(\d[\d,]*).*/, "$1").replace(/,/g, ""), 10) || 0;
    const radius = 3.5 + Math.min(14, 1.6 * Math.sqrt(killed));
    pen.beginPath();
    pen.arc(spot.x, spot.y, radius, 0, 2 * Math.PI);
    pen.globalAlpha = 0.65;
    pen.fillStyle = all.is_violation[at] ? colour("bad") : colour("warn");
    pen.fill();
    pen.globalAlpha = 1;
    pen.lineWidth = 1;
    pen.strokeStyle = colour("ink");
    if (all.is_violation[at]) pen.stroke();
    this.places.push([spot.x, spot.y, radius, at]);
  },
  square(pen, ground) {
    if (!inDays(ground.day, ground.day)) return;
    const spot = map.latLngToContainerPoint([ground.lat, ground.lon]);
    pen.fillStyle = colour("link");
    pen.fillRect(spot.x - 4, spot.y - 4, 8, 8);
    this.places.push([spot.x, spot.y, 6, ground]);
  },
  near(spot) {
    return this.places.filter(([x, y, reach]) => Math.hypot(x - spot.x, y - spot.y) <= reach + 3);
  },
});
const points = new Points();

function inDays(first, last) {
  if (first === null) return Number(element("first").value) === Number(element("first").min);
  return last >= Number(element("first").value) && first <= Number(element("last").value);
}

function passes(at) {
  const all = known.incidents;
  const author = element("by-author").value;
  const claimant = element("by-claimant").value;
  return (
    (!element("by-what").value || all.what[at] === element("by-what").value) &&
    (!element("by-grade").value || all.grade[at] === element("by-grade").value) &&
    (!author || all.authors[at].includes(Number(author))) &&
    (!claimant || all.claimants[at].includes(Number(claimant)))
  );
}

function show() {
  const all = known.incidents;
  const passing = all.id.map((_, at) => at).filter(passes);
  shown = passing.filter((at) => inDays(all.first_day[at], all.last_day[at]));
  drawReaches();
  points.draw();
  drawTimeline(passing);
  element("days").textContent = `${asDate(element("first").value)} to ${asDate(element("last").value)}`;
  const unplaced = known.unplaced ? `; ${known.unplaced.toLocaleString()} more have no place that is known` : "";
  element("shown").textContent = `${shown.length.toLocaleString()} of ${all.id.length.toLocaleString()} incidents shown${unplaced}.`;
  page.dataset.shown = shown.length;
  page.dataset.zones = zones.getLayers().length;
}

// A district is an area, not a dot: what is known no better is one ring for each place.
function drawReaches() {
  const all = known.incidents;
  const places = new Map();
  for (const at of shown) {
    if (!(all.precision[at] in REACH_KM)) continue;
    const key = `${all.lat[at]} ${all.lon[at]} ${all.precision[at]}`;
    places.set(key, [...(places.get(key) || []), at]);
  }
  reaches.clearLayers();
  for (const together of places.values()) {
    const at = together[0];
    const ring = L.circle([all.lat[at], all.lon[at]], {
      radius: REACH_KM[all.precision[at]] * 1000,
      color: colour("soft"), weight: 1.2, dashArray: "5 5", fillOpacity: 0.06,
    });
    const words = document.createElement("span");
    words.textContent = `${together.length} somewhere here (${all.place[at]}, ${all.precision[at]})`;
    ring.bindTooltip(words).on("click", () => tell(together)).addTo(reaches);
  }
  page.dataset.reaches = reaches.getLayers().length;
}

function drawZones() {
  zones.clearLayers();
  for (const zone of known.zones) {
    const tone = { holding: "on-good", "largely holding": "on-good", strained: "warn", "not holding": "bad", collapsed: "bad", overrun: "bad" };
    const line = colour(tone[zone.verdict] || "soft");
    const words = document.createElement("span");
    words.textContent = `${zone.symbol} ${zone.name}${zone.verdict_words ? ": " + zone.verdict_words : ""} (±${zone.accuracy_km} km)`;
    L.geoJSON(zone.geometry, { style: { color: line, weight: 1.5, fillOpacity: 0.08 } })
      .bindTooltip(words, { sticky: true })
      .on("click", () => { if (zone.verdict) location.href = `/zones/${zone.id}${page.dataset.query}`; })
      .addTo(zones);
  }
}

function tell(found) {
  const here = element("here");
  const list = document.createElement("ul");
  for (const each of found.slice(0, 40)) {
    const item = document.createElement("li");
    if (typeof each === "number") {
      const all = known.incidents;
      const link = document.createElement("a");
      link.href = `/incidents/${all.id[each]}${page.dataset.query}`;
      link.textContent = `${all.first_day[each] === null ? "day not known" : asDate(all.first_day[each])} ${all.what[each]}, ${all.place[each]}, killed ${all.killed[each]} (${all.grade[each]})`;
      item.append(link);
    } else {
      item.textContent = each.says;
    }
    list.append(item);
  }
  here.replaceChildren(list);
  if (found.length > 40) here.append(`and ${found.length - 40} more`);
  here.hidden = false;
  here.scrollIntoView({ block: "nearest" });
}

// The timeline: a bar for each day or, in a long record, each week.
function drawTimeline(passing) {
  const canvas = element("timeline");
  const scale = window.devicePixelRatio || 1;
  const width = canvas.clientWidth, height = 90;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  const first = Number(element("first").min), last = Number(element("first").max);
  const step = last - first > 400 ? 7 : 1;
  const bars = new Array(Math.ceil((last - first + 1) / step)).fill(0);
  for (const at of passing) {
    const day = known.incidents.first_day[at];
    if (day !== null) bars[Math.floor((day - first) / step)] += 1;
  }
  const most = Math.max(1, ...bars);
  bars.forEach((count, at) => {
    const inside = inDays(first + at * step, first + at * step + step - 1);
    pen.fillStyle = colour(inside ? "bad" : "none");
    const tall = count ? Math.max(2, (height - 18) * (count / most)) : 0;
    pen.fillRect((at * width) / bars.length, height - 14 - tall, Math.max(1, width / bars.length - 0.5), tall);
  });
  pen.fillStyle = colour("soft");
  pen.font = "11px system-ui, sans-serif";
  pen.fillText(asDate(first), 0, height - 2);
  pen.textAlign = "right";
  pen.fillText(asDate(last), width, height - 2);
  pen.fillText(`most: ${most} a ${step === 7 ? "week" : "day"}`, width, 10);
}

function brush() {
  const canvas = element("timeline");
  let from = null;
  const dayAt = (event) => {
    const box = canvas.getBoundingClientRect();
    const first = Number(element("first").min), last = Number(element("first").max);
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return Math.round(first + share * (last - first));
  };
  canvas.addEventListener("pointerdown", (event) => {
    from = dayAt(event);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = dayAt(event);
    element("first").value = Math.min(from, to);
    element("last").value = Math.max(from, to);
    show();
  });
  canvas.addEventListener("pointerup", () => { from = null; });
}

function fill(id, values) {
  const select = element(id);
  const chosen = select.value;
  while (select.options.length > 1) select.remove(1);
  for (const [value, words] of values) select.add(new Option(words, value));
  select.value = [...select.options].some((each) => each.value === chosen) ? chosen : "";
}

function fillFilters() {
  const all = known.incidents;
  const same = (values) => [...new Set(values)].sort().map((each) => [each, each]);
  const named = (lists) => [...new Set(lists.flat())].sort((a, b) => a - b).map((at) => [String(at), all.names[at]]);
  fill("by-what", same(all.what));
  fill("by-grade", same(all.grade));
  fill("by-author", named(all.authors));
  fill("by-claimant", named(all.claimants));
}

function spanDays() {
  const days = [...known.incidents.first_day, ...known.incidents.last_day, ...known.control.map((each) => each.day)].filter((day) => day !== null);
  if (!days.length) return;
  const first = days.reduce((a, b) => Math.min(a, b)), last = days.reduce((a, b) => Math.max(a, b));
  for (const id of ["first", "last"]) {
    const slider = element(id);
    const isNew = !slider.dataset.set;
    slider.min = first;
    slider.max = last;
    if (isNew) slider.value = id === "first" ? first : last;
    slider.dataset.set = "yes";
  }
}

async function load(asOf) {
  const query = new URLSearchParams(page.dataset.query);
  if (asOf) query.set("as_of", asOf);
  const answer = await fetch(`${page.dataset.source}?${query}`);
  if (!answer.ok) return;
  known = await answer.json();
  if (asOf) page.dataset.query = `?${query}`;
  spanDays();
  fillFilters();
  drawZones();
  show();
}

function slideKnown() {
  const slider = element("known");
  const [first, last] = known.published;
  if (first === null) return;
  slider.min = first;
  slider.max = last;
  const asked = new URLSearchParams(page.dataset.query).get("as_of");
  slider.value = asked ? Math.floor(Date.parse(asked) / DAY_MS) : last;
  element("known-day").textContent = asDate(slider.value);
  let waiting = null;
  slider.addEventListener("input", () => {
    element("known-day").textContent = asDate(slider.value);
    clearTimeout(waiting);
    waiting = setTimeout(() => load(asDate(slider.value)), 150);
  });
}

function fit() {
  const seen = known.zones.filter((zone) => zone.verdict);
  const bounds = L.featureGroup((seen.length ? seen : known.zones).map((zone) => L.geoJSON(zone.geometry))).getBounds();
  if (bounds.isValid()) map.fitBounds(bounds, { padding: [20, 20] });
  else map.setView([30, 20], 3);
}

async function start() {
  map.setView([35, 38], 6);
  drawGround();
  points.addTo(map);
  await load(null);
  fit();
  slideKnown();
  brush();
  for (const id of ["by-what", "by-author", "by-claimant", "by-grade", "first", "last"]) element(id).addEventListener("input", show);
  element("all-days").addEventListener("click", () => {
    element("first").value = element("first").min;
    element("last").value = element("last").max;
    show();
  });
  map.on("click", (event) => {
    const found = points.near(event.containerPoint);
    if (found.length) tell(found.map((each) => each[3]));
  });
  window.addEventListener("resize", show);
  page.dataset.ready = "yes";
}

start();
