"use strict";
// The map and its timeline: one set of incidents, filtered by day, kind, author, claimant, grade.

const DAY_MS = 86400000;
// How far an incident of a precision may be from its point, in kilometres.
const REACH_KM = { near: 10, district: 25, area: 40, province: 60, country: 200 };
const page = document.getElementById("map");
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(`--${name}`).trim();
const asDate = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
const inWords = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const asWords = (day) => inWords.format(new Date(day * DAY_MS));
const element = (id) => document.getElementById(id);

const map = L.map(page, { zoomControl: true, attributionControl: false, preferCanvas: true });
const ground = L.layerGroup().addTo(map);
const zones = L.layerGroup().addTo(map);
let known = null; // what /api/map says
let places = []; // where incidents are: those that share a point and a precision
let placeOf = []; // by incident, the position of its place
let passing = []; // positions of the incidents that pass the filters, whatever their day
let shown = []; // those of them that are of the days chosen

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

// Incidents at one point are one mark, as large as the largest of them, so that fifty thousand
// incidents are as many marks as there are places.
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
    const ink = { bad: colour("bad"), warn: colour("warn"), ink: colour("ink"), soft: colour("soft"), link: colour("link") };
    this.marks = [];
    const seen = places.filter((place) => place.count && this.locate(place, size));
    for (const place of seen.filter((each) => each.reach)) this.ring(pen, place, ink);
    for (const ground of known.control) this.square(pen, ground, ink);
    for (const place of seen.filter((each) => !each.reach)) this.dot(pen, place, ink);
  },
  // Where it is on the canvas and how large; false where that is outside of what is seen.
  locate(place, size) {
    place.spot = map.latLngToContainerPoint([place.lat, place.lon]);
    place.radius = place.reach ? Math.max(6, kilometres(place)) : 3.5 + Math.min(14, 1.6 * Math.sqrt(place.killed));
    const { x, y } = place.spot, far = place.radius + 2;
    return x > -far && y > -far && x < size.x + far && y < size.y + far;
  },
  dot(pen, place, ink) {
    const { x, y } = place.spot;
    pen.beginPath();
    pen.arc(x, y, place.radius, 0, 2 * Math.PI);
    pen.globalAlpha = 0.65;
    pen.fillStyle = place.violations ? ink.bad : ink.warn;
    pen.fill();
    pen.globalAlpha = 1;
    if (place.violations) {
      pen.lineWidth = 1;
      pen.strokeStyle = ink.ink;
      pen.stroke();
    }
    this.marks.push([x, y, place.radius, place]);
  },
  // A district is an area, not a dot: what is known no better is one ring for each place.
  ring(pen, place, ink) {
    const { x, y } = place.spot;
    pen.beginPath();
    pen.arc(x, y, place.radius, 0, 2 * Math.PI);
    pen.globalAlpha = 0.06;
    pen.fillStyle = ink.soft;
    pen.fill();
    pen.globalAlpha = 1;
    pen.setLineDash([5, 5]);
    pen.lineWidth = place.violations ? 1.8 : 1.2;
    pen.strokeStyle = place.violations ? ink.bad : ink.soft;
    pen.stroke();
    pen.setLineDash([]);
    this.marks.push([x, y, place.radius, place]);
  },
  // Ground gained is a full square, lost an empty one; besieged or held has a corner cut.
  square(pen, ground, ink) {
    if (!inDays(ground.day, ground.day)) return;
    const { x, y } = map.latLngToContainerPoint([ground.lat, ground.lon]);
    pen.beginPath();
    if (ground.change === "gained" || ground.change === "lost") pen.rect(x - 4, y - 4, 8, 8);
    else { pen.moveTo(x - 4, y + 4); pen.lineTo(x + 4, y + 4); pen.lineTo(x, y - 4); pen.closePath(); }
    pen.lineWidth = 1.6;
    pen.strokeStyle = ink.link;
    pen.fillStyle = ink.link;
    pen.stroke();
    if (ground.change !== "lost") pen.fill();
    this.marks.push([x, y, 6, ground]);
  },
  near(spot) {
    return this.marks.filter(([x, y, reach]) => Math.hypot(x - spot.x, y - spot.y) <= reach + 3).map((each) => each[3]);
  },
});
const points = new Points();

// A reach in kilometres as so many pixels, at the scale of the map where it lies.
function kilometres(place) {
  const north = map.latLngToContainerPoint([place.lat + place.reach / 111.2, place.lon]);
  return Math.abs(place.spot.y - north.y);
}

function gather() {
  const all = known.incidents, at = new Map();
  places = [];
  placeOf = all.id.map((_, n) => {
    const precision = all.words[all.precision[n]];
    const key = `${all.lat[n]} ${all.lon[n]} ${precision}`;
    if (!at.has(key)) {
      at.set(key, places.length);
      places.push({ lat: all.lat[n], lon: all.lon[n], precision, reach: REACH_KM[precision] || 0, count: 0, killed: 0, violations: 0 });
    }
    return at.get(key);
  });
}

// The days chosen. What has no day, and ground that changed hands before the first incident, is
// shown where none is left out at the beginning; ground of after the last, where none is at the end.
let days = { first: -Infinity, last: Infinity, isFromFirst: true };
function choose() {
  const slider = { first: element("first"), last: element("last") };
  const isFromFirst = slider.first.value === slider.first.min, isToLast = slider.last.value === slider.last.max;
  days = { first: isFromFirst ? -Infinity : Number(slider.first.value), last: isToLast ? Infinity : Number(slider.last.value), isFromFirst };
}

function inDays(first, last) {
  return first === null ? days.isFromFirst : last >= days.first && first <= days.last;
}

function filter() {
  const all = known.incidents;
  const asked = (id) => (element(id).value === "" ? null : Number(element(id).value));
  const what = asked("by-what"), grade = asked("by-grade"), author = asked("by-author"), claimant = asked("by-claimant");
  passing = [];
  for (let at = 0; at < all.id.length; at += 1) {
    if (what !== null && all.what[at] !== what) continue;
    if (grade !== null && all.grade[at] !== grade) continue;
    if (author !== null && !all.authors[at].includes(author)) continue;
    if (claimant !== null && !all.claimants[at].includes(claimant)) continue;
    passing.push(at);
  }
  show();
}

function show() {
  const all = known.incidents;
  choose();
  for (const place of places) Object.assign(place, { count: 0, killed: 0, violations: 0 });
  shown = passing.filter((at) => inDays(all.first_day[at], all.last_day[at]));
  for (const at of shown) {
    const place = places[placeOf[at]];
    place.count += 1;
    place.killed = Math.max(place.killed, all.killed_low[at]);
    place.violations += all.is_violation[at];
  }
  points.draw();
  drawTimeline();
  element("days").textContent = `${asWords(element("first").value)} to ${asWords(element("last").value)}`;
  const unplaced = known.unplaced ? `; ${known.unplaced.toLocaleString()} more have no place that is known` : "";
  const left = known.not_shown ? ` The latest are drawn, up to the last day asked about; ${known.not_shown.toLocaleString()} others are not: ask for days up to another one, above.` : "";
  element("shown").textContent = `${shown.length.toLocaleString()} of ${all.id.length.toLocaleString()} incidents shown${unplaced}.${left}`;
  page.dataset.shown = shown.length;
  page.dataset.zones = zones.getLayers().length;
  page.dataset.reaches = places.filter((place) => place.reach && place.count).length;
}

// However often it is asked for, it is drawn once for each picture that the screen shows.
let isAsked = false;
function showSoon() {
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(() => { isAsked = false; show(); });
}

function drawZones() {
  zones.clearLayers();
  for (const zone of known.zones) {
    const tone = { holding: "on-good", "largely holding": "on-good", strained: "warn", "not holding": "bad", collapsed: "bad", overrun: "bad" };
    const line = colour(tone[zone.verdict] || "soft");
    const words = document.createElement("span");
    words.textContent = zoneWords(zone);
    const drawn = L.geoJSON(zone.geometry, { style: { color: line, weight: 1.5, fillOpacity: 0.08 } });
    drawn.bindTooltip(words, { sticky: true }).addTo(zones);
  }
}

function zoneWords(zone) {
  return `${zone.symbol} ${zone.name}${zone.verdict_words ? ": " + zone.verdict_words : ""} (±${zone.accuracy_km} km)`;
}

// Zones overlap, so a click asks for all that hold the point.
function zonesAt({ lat, lng }) {
  const rings = (geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);
  const inRing = (ring) => ring.reduce((inside, [x, y], at) => {
    const [u, v] = ring[(at || ring.length) - 1];
    return (y > lat) !== (v > lat) && lng < ((u - x) * (lat - y)) / (v - y) + x ? !inside : inside;
  }, false);
  return known.zones.filter((zone) => rings(zone.geometry).some(([outer, ...holes]) => inRing(outer) && !holes.some(inRing)));
}

function linked(path, words) {
  const link = document.createElement("a");
  link.href = path + page.dataset.query;
  link.textContent = words;
  return link;
}

function listed(title, items) {
  if (!items.length) return [];
  const heading = document.createElement("h2");
  heading.textContent = title;
  const list = document.createElement("ul");
  for (const each of items.slice(0, 40)) {
    const item = document.createElement("li");
    item.append(each);
    list.append(item);
  }
  if (items.length > 40) list.append(`and ${(items.length - 40).toLocaleString()} more`);
  return [heading, list];
}

function tell(event) {
  const all = known.incidents;
  const marks = points.near(event.containerPoint);
  const of = (isReach) => {
    const there = new Set(marks.filter((mark) => "count" in mark && Boolean(mark.reach) === isReach).map((mark) => places.indexOf(mark)));
    return shown.filter((at) => there.has(placeOf[at])).map((at) => {
      const day = all.first_day[at] === null ? "day not known" : asWords(all.first_day[at]);
      const words = (column) => all.words[all[column][at]];
      const reach = isReach ? `, ${words("precision")}` : "";
      return linked(`/incidents/${all.id[at]}`, `${day} ${words("what")}, ${words("place")}${reach}, killed ${words("killed")} (${words("grade")})`);
    });
  };
  const zonesHere = zonesAt(event.latlng).map((zone) => (zone.verdict ? linked(`/zones/${zone.id}`, zoneWords(zone)) : zoneWords(zone)));
  const ground = marks.filter((mark) => "change" in mark).map((mark) => linked(`/trace/${mark.id}`, mark.says));
  const said = [
    ...listed(zonesHere.length > 1 ? "Zones here, which overlap" : "Zone", zonesHere),
    ...listed("Incidents here", of(false)), ...listed("Ground", ground), ...listed("Known only to lie somewhere around here", of(true)),
  ];
  element("here").replaceChildren(...said);
  element("here").hidden = !said.length;
  if (said.length) element("here").scrollIntoView({ block: "nearest" });
}

// The timeline: a bar for each day or, in a long record, each week. What lies on the part of the
// map that is seen is dark, the rest pale.
function drawTimeline() {
  const canvas = element("timeline");
  const scale = window.devicePixelRatio || 1;
  const width = canvas.clientWidth, height = 90;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  const first = Number(element("first").min), last = Number(element("first").max);
  const step = last - first > 400 ? 7 : 1;
  const bars = new Array(Math.ceil((last - first + 1) / step)).fill(0), seen = bars.slice();
  const view = map.getBounds();
  const isSeen = places.map((place) => view.contains([place.lat, place.lon]));
  for (const at of passing) {
    const day = known.incidents.first_day[at];
    if (day === null) continue;
    bars[Math.floor((day - first) / step)] += 1;
    seen[Math.floor((day - first) / step)] += isSeen[placeOf[at]];
  }
  const most = Math.max(1, ...bars);
  const ink = { in: colour("bad"), out: colour("soft"), pale: colour("none") };
  const tall = (count) => (count ? Math.max(2, (height - 18) * (count / most)) : 0);
  const wide = Math.max(1, width / bars.length - 0.5);
  bars.forEach((count, at) => {
    if (!count) return;
    const x = (at * width) / bars.length;
    pen.fillStyle = ink.pale;
    pen.fillRect(x, height - 14 - tall(count), wide, tall(count));
    pen.fillStyle = inDays(first + at * step, first + at * step + step - 1) ? ink.in : ink.out;
    pen.fillRect(x, height - 14 - tall(seen[at]), wide, tall(seen[at]));
  });
  pen.fillStyle = colour("soft");
  pen.font = "11px system-ui, sans-serif";
  pen.fillText(asWords(first), 0, height - 2);
  pen.textAlign = "right";
  pen.fillText(asWords(last), width, height - 2);
  pen.fillText(`most: ${most.toLocaleString()} a ${step === 7 ? "week" : "day"}`, width, 10);
  page.dataset.seen = seen.reduce((sum, count) => sum + count, 0);
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
    showSoon();
  });
  canvas.addEventListener("pointerup", () => { from = null; });
}

// What was chosen stays chosen by its words: as known on another day they stand elsewhere.
function fill(id, values) {
  const select = element(id);
  const chosen = select.value === "" ? null : select.selectedOptions[0].text;
  while (select.options.length > 1) select.remove(1);
  for (const [value, words] of values) select.add(new Option(words, value));
  const again = values.find((each) => each[1] === chosen);
  select.value = again ? again[0] : "";
}

function fillFilters() {
  const all = known.incidents;
  const named = (column) => [...new Set(column.flat())].map((at) => [String(at), all.words[at]]).sort((a, b) => a[1].localeCompare(b[1]));
  fill("by-what", named(all.what));
  fill("by-grade", named(all.grade));
  fill("by-author", named(all.authors));
  fill("by-claimant", named(all.claimants));
}

function spanDays() {
  const told = [...known.incidents.first_day, ...known.incidents.last_day].filter((day) => day !== null);
  const days = told.length ? told : known.control.map((each) => each.day).filter((day) => day !== null);
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

let loads = 0;
async function load(asOf) {
  const turn = (loads += 1);
  const query = new URLSearchParams(page.dataset.query);
  if (asOf) query.set("as_of", asOf);
  const answer = await fetch(`${page.dataset.source}?${query}`);
  if (!answer.ok) return;
  const said = await answer.json();
  if (turn !== loads) return; // another day was asked for meanwhile
  known = said;
  if (asOf) page.dataset.query = `?${query}`;
  spanDays();
  gather();
  fillFilters();
  drawZones();
  filter();
}

function slideKnown() {
  const slider = element("known");
  const [first, last] = known.published;
  if (first === null) return;
  slider.min = first;
  slider.max = last;
  const asked = new URLSearchParams(page.dataset.query).get("as_of");
  slider.value = asked ? Math.floor(Date.parse(asked) / DAY_MS) : last;
  element("known-day").textContent = asWords(slider.value);
  let waiting = null;
  slider.addEventListener("input", () => {
    element("known-day").textContent = asWords(slider.value);
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
  for (const id of ["by-what", "by-author", "by-claimant", "by-grade"]) element(id).addEventListener("input", filter);
  for (const id of ["first", "last"]) element(id).addEventListener("input", showSoon);
  element("all-days").addEventListener("click", () => {
    element("first").value = element("first").min;
    element("last").value = element("last").max;
    show();
  });
  map.on("click", tell);
  map.on("moveend", drawTimeline);
  window.addEventListener("resize", showSoon);
  page.dataset.ready = "yes";
}

start();
