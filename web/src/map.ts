// The map that moves: MapLibre over the server's drawn one, loaded after first paint. Without WebGL the drawn one stays.
// Marks are drawn on a canvas once each; a cluster says how many events it holds, never a sum of people.
import * as maplibregl from "maplibre-gl";
import { markImage, pill } from "./marks";

maplibregl.setWorkerUrl("/static/built/map-worker.js");

export interface Asked {
  readonly query: string;            // the address's query, with its question mark
  readonly box: string;              // west,south,east,north of what the drawn map shows
  readonly asked: string;            // zoom/lat/lon where the address says it
  select(event: string): void;
  list(places: number[]): void;
  moved(at: string): void;
  ready(): void;
}

export interface Live {
  show(query: string): Promise<void>;
  choose(at: [number, number] | null): void;
  zoom(by: number): void;
  pan(x: number, y: number): void;
  whole(): void;
}

interface Place { key: number; name: string; events: number; says: string; event: string; marks: string; figure: string; area?: string }
type Point = GeoJSON.Feature<GeoJSON.Point, Place>;

const FONT = ["system-ui"];
const LISTED = 150;                // places whose events a click lists, as serve/drawn.py has it
const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

export async function start(box: HTMLElement, asked: Asked): Promise<Live> {
  const places = await fetched(asked.query);
  const [west, south, east, north] = asked.box.split(",").map(Number) as [number, number, number, number];
  const position = asked.asked ? asked.asked.split("/").map(Number) : null;
  const map = new maplibregl.Map({
    container: box, style: style(places), attributionControl: false, keyboard: false, maxZoom: 12, dragRotate: false,
    pitchWithRotate: false, touchPitch: false, fadeDuration: 0, renderWorldCopies: false,
    ...(position ? { zoom: position[0]!, center: [position[2]!, position[1]!] as [number, number] }
      : { bounds: [[west, south], [east, north]] as [[number, number], [number, number]] }),
  });
  map.touchZoomRotate.disableRotation();
  map.getCanvas().setAttribute("tabindex", "-1");
  map.getCanvas().removeAttribute("role");
  map.getCanvas().setAttribute("aria-hidden", "true");
  const ratio = Math.max(1, Math.min(3, window.devicePixelRatio));
  map.setMissingStyleImageResolver((id) => {
    const image = id === "pill" ? pill(ratio) : markImage(id, ratio);
    if (image && !map.hasImage(id)) map.addImage(id, image.data, { pixelRatio: ratio, ...image.more });
  });
  let current = places;
  await new Promise<void>((done, failed) => {
    map.once("idle", () => done());
    map.once("webglcontextlost", () => failed(new Error("the map lost its canvas")));
  });
  asked.ready();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const id of map.listImages()) map.removeImage(id);
    map.setStyle(style(current), { diff: false });
  });
  map.on("moveend", (event) => {
    if (!("originalEvent" in event) && !(event as { ours?: boolean }).ours) return;
    const { lng, lat } = map.getCenter();
    asked.moved([map.getZoom(), lat, lng].map((each) => String(Math.round(each * 1000) / 1000)).join("/"));
  });
  listen(map, asked);
  const ours = { ours: true };
  return {
    async show(query) {
      current = await fetched(query);
      setData(map, "spots", part(current, false));
      setData(map, "areas", part(current, true));
    },
    choose(at) {
      setData(map, "chosen", at ? { type: "Point", coordinates: at } : EMPTY);
      if (at && !map.getBounds().contains(at)) map.easeTo({ center: at, duration: still() ? 0 : 300 });
    },
    zoom: (by) => void map.zoomTo(map.getZoom() + by, { duration: still() ? 0 : 200 }, ours),
    pan: (x, y) => void map.panBy([x, y], { duration: still() ? 0 : 150 }, ours),
    whole() {
      const bounds = new maplibregl.LngLatBounds();
      for (const { geometry } of current.features) bounds.extend(geometry.coordinates as [number, number]);
      if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 40, maxZoom: 7, duration: still() ? 0 : 300 }, ours);
    },
  };
}

async function fetched(query: string): Promise<GeoJSON.FeatureCollection<GeoJSON.Point, Place>> {
  const answer = await fetch(`/picture/spots.json${query}`, { credentials: "same-origin" });
  if (!answer.ok) throw new Error("the places could not be fetched");
  return (await answer.json()) as GeoJSON.FeatureCollection<GeoJSON.Point, Place>;
}

function still(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function part(places: GeoJSON.FeatureCollection<GeoJSON.Point, Place>, areas: boolean): GeoJSON.FeatureCollection {
  return { type: "FeatureCollection", features: places.features.filter((each) => (each.properties.area !== undefined) === areas) };
}

function setData(map: maplibregl.Map, source: string, data: GeoJSON.GeoJSON): void {
  void (map.getSource(source) as maplibregl.GeoJSONSource | undefined)?.setData(data);
}

// Clicks: a mark selects its event or lists its place; a cluster lists its places, offers all their events, and to go nearer.
function listen(map: maplibregl.Map, asked: Asked): void {
  const layers = ["spots", "clusters", "areas"];
  map.on("mousemove", (event) => {
    const [found] = map.queryRenderedFeatures(event.point, { layers });
    map.getCanvas().style.setProperty("cursor", found ? "pointer" : "");
    map.getCanvas().title = (found?.properties["says"] as string | undefined) ?? "";
  });
  map.on("click", (event) => {
    document.querySelector(".places")?.remove();
    const [found] = map.queryRenderedFeatures(event.point, { layers });
    if (!found) return;
    const place = found.properties as unknown as Place & { cluster_id?: number };
    if (place.cluster_id !== undefined) void opened(map, found as unknown as Point, place.cluster_id, asked);
    else if (place.area === undefined && (place.events === 1 || !place.key)) asked.select(place.event);
    else if (place.key) asked.list([place.key]);
  });
}

async function opened(map: maplibregl.Map, found: Point, id: number, asked: Asked): Promise<void> {
  const source = map.getSource("spots") as maplibregl.GeoJSONSource;
  const leaves = (await source.getClusterLeaves(id, Infinity, 0)) as Point[];
  const nearer = await source.getClusterExpansionZoom(id);
  const panel = document.createElement("div");
  panel.className = "places";
  const list = document.createElement("ul");
  leaves.sort((one, other) => other.properties.events - one.properties.events);
  for (const { properties } of leaves.slice(0, 60)) {
    const button = document.createElement("button");
    button.textContent = `${properties.name} · ${properties.events} event${properties.events === 1 ? "" : "s"}`;
    button.addEventListener("click", () => {
      panel.remove();
      if (properties.events === 1 || !properties.key) asked.select(properties.event);
      else asked.list([properties.key]);
    });
    list.append(Object.assign(document.createElement("li"), {}));
    list.lastElementChild!.append(button);
  }
  const zoom = document.createElement("button");
  zoom.textContent = "Go nearer";
  zoom.addEventListener("click", () => {
    panel.remove();
    map.easeTo({ center: found.geometry.coordinates as [number, number], zoom: nearer + 0.2, duration: still() ? 0 : 300 }, { ours: true });
  });
  const places = leaves.map(({ properties }) => properties.key);
  const events = document.createElement("button");
  events.textContent = `List all ${leaves.reduce((sum, { properties }) => sum + properties.events, 0)} events`;
  events.className = "first";
  events.addEventListener("click", () => {
    panel.remove();
    asked.list(places);
  });
  const listable = places.every((key) => key) && places.length <= LISTED;
  panel.append(...(listable ? [events] : []), ...(nearer <= 12 ? [zoom] : []), list);
  map.getContainer().append(panel);
  panel.querySelector("button")?.focus();
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    panel.remove();
    document.getElementById("map")?.focus();
  });
}

function style(places: GeoJSON.FeatureCollection<GeoJSON.Point, Place>): maplibregl.StyleSpecification {
  const tokens = getComputedStyle(document.documentElement);
  const colour = (name: string): string => tokens.getPropertyValue(`--${name}`).trim();
  const ink = colour("ink"), ink2 = colour("ink2"), land = colour("land"), edge = colour("edge");
  const text = (size: number, color: string): { layout: object; paint: object } => ({
    layout: { "text-font": FONT, "text-size": size },
    paint: { "text-color": color, "text-halo-color": land, "text-halo-width": 1.6 },
  });
  const country = text(11, colour("ink3")), line = text(12, ink2), area = text(13, ink2), name = text(13, ink2), many = text(12, ink);
  const kind = (value: string): maplibregl.FilterSpecification => ["==", ["get", "kind"], value];
  return {
    version: 8,
    sources: {
      ground: { type: "geojson", data: "/picture/ground.json", tolerance: 0.2, maxzoom: 8 },
      spots: {
        type: "geojson", data: part(places, false), cluster: true, clusterRadius: places.features.length > 150 ? 64 : 40, clusterMaxZoom: 11,
        clusterProperties: { total: ["+", ["get", "events"]] },
      },
      areas: { type: "geojson", data: part(places, true) },
      chosen: { type: "geojson", data: EMPTY },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "ground", filter: kind("land"), paint: { "fill-color": land } },
      { id: "coast", type: "line", source: "ground", filter: kind("coast"), paint: { "line-color": edge, "line-width": 0.6 } },
      { id: "border", type: "line", source: "ground", filter: kind("border"), paint: { "line-color": edge, "line-width": 0.9 } },
      { id: "disputed", type: "line", source: "ground", filter: kind("disputed"),
        paint: { "line-color": ink2, "line-width": 1.3, "line-dasharray": [3, 2.3] } },
      { id: "countries", type: "symbol", source: "ground", filter: kind("country"), minzoom: 1.5,
        layout: { ...country.layout, "text-field": ["get", "name"], "text-letter-spacing": 0.12, "symbol-sort-key": ["-", ["get", "wide"]],
          "text-variable-anchor": ["center", "bottom", "top"], "text-radial-offset": 1.6 },
        paint: country.paint },
      { id: "disputed-names", type: "symbol", source: "ground", filter: kind("disputed"), minzoom: 3.5,
        layout: { ...line.layout, "text-field": ["get", "name"], "symbol-placement": "line-center", "text-offset": [0, -0.9] },
        paint: line.paint },
      { id: "areas", type: "symbol", source: "areas", layout: { ...area.layout, "text-field": ["get", "area"] }, paint: area.paint },
      { id: "chosen", type: "circle", source: "chosen",
        paint: { "circle-radius": 26, "circle-opacity": 0, "circle-stroke-width": 2, "circle-stroke-color": colour("link") } },
      { id: "spots", type: "symbol", source: "spots", filter: ["!", ["has", "point_count"]],
        layout: {
          ...name.layout, "icon-image": ["get", "marks"], "icon-allow-overlap": true, "symbol-sort-key": ["-", ["get", "size"]],
          "text-field": ["format", ["get", "name"], {}, ["case", ["==", ["get", "figure"], ""], "", ["concat", " ", ["get", "figure"]]],
            { "text-color": ink }],
          "text-optional": true, "text-variable-anchor": ["left", "right", "top", "bottom"],
          "text-radial-offset": ["+", 0.4, ["/", ["get", "half"], 13]], "text-max-width": 30,
        }, paint: name.paint },
      { id: "clusters", type: "symbol", source: "spots", filter: ["has", "point_count"],
        layout: {
          ...many.layout, "text-field": ["concat", ["to-string", ["get", "total"]], " events"], "icon-image": "pill",
          "icon-text-fit": "both", "icon-text-fit-padding": [4, 8, 4, 8], "icon-allow-overlap": true, "text-allow-overlap": true,
        }, paint: { "text-color": ink } },
    ],
  } as maplibregl.StyleSpecification;
}
