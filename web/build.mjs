// Bundles the desk's scripts and turns world-atlas into what the server's drawn map and MapLibre both read.
//   node build.mjs        writes into src/dateline/serve/static/built, which is not committed
import { mkdirSync, readFileSync, writeFileSync, copyFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { feature, mesh, neighbors } from "topojson-client";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/dateline/serve/static/built");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

await build({
  entryPoints: { desk: join(here, "src/desk.ts"), map: join(here, "src/map.ts") },
  outdir: out, bundle: true, format: "esm", target: "es2022", minify: true, splitting: false, legalComments: "eof", logLevel: "warning",
});
const maplibre = join(here, "node_modules/maplibre-gl/dist");
copyFileSync(join(maplibre, "maplibre-gl-worker.mjs"), join(out, "map-worker.js"));
copyFileSync(join(maplibre, "maplibre-gl.css"), join(out, "map.css"));

// Borders: inner borders by the two countries that they part, each drawn once, so that disputed ones can be told apart; coasts as lines;
// land as polygons; label points of countries. Two decimals are about a kilometre.
const world = JSON.parse(readFileSync(join(here, "node_modules/world-atlas/countries-50m.json"), "utf8"));
const round = (line) => line.map(([lon, lat]) => [Math.round(lon * 100) / 100, Math.round(lat * 100) / 100]);
const countries = world.objects.countries;
const land = feature(world, world.objects.land).features.flatMap(({ geometry }) =>
  geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);
writeFileSync(join(out, "world.json"), JSON.stringify({
  source: "Natural Earth 1:50m, public domain, by world-atlas",
  borders: pairs().map(([a, b]) => ({
    between: [a.properties.name, b.properties.name],
    lines: mesh(world, { type: "GeometryCollection", geometries: [a, b] }, (one, other) => one !== other).coordinates.map(round),
  })),
  coasts: mesh(world, countries, (a, b) => a === b).coordinates.map(round),
  land: land.map((rings) => rings.map(round)),
  names: feature(world, countries).features.map((each) => ({ id: each.id ?? null, name: each.properties.name, box: box(each.geometry) })),
}));

// Countries that share a border, each pair once.
function pairs() {
  const all = countries.geometries;
  return neighbors(all).flatMap((others, each) => others.filter((other) => other > each).map((other) => [all[each], all[other]]));
}

// The box of the largest polygon of a country: where its name may stand.
function box(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const boxes = polygons.map(([ring]) => ring.reduce(
    ([west, south, east, north], [lon, lat]) => [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)],
    [180, 90, -180, -90]));
  const size = ([west, south, east, north]) => (east - west) * (north - south);
  return boxes.sort((a, b) => size(b) - size(a))[0].map((each) => Math.round(each * 100) / 100);
}
