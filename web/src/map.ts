// The map that moves: MapLibre over the server's drawn one, loaded after first paint. Without WebGL the drawn one stays.
import * as maplibregl from "maplibre-gl";

maplibregl.setWorkerUrl("/static/built/map-worker.js");

export { maplibregl };
