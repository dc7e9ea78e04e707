// Marks as images for MapLibre, drawn once each: shape and colour are the class, fill, outline and sign are the status.
// The same marks as static/marks.svg; an id is "material-conflict,claimed,7.5,0|verbal-conflict,occurred,9,13".

export interface Image { readonly data: ImageData; readonly more: object }

const LINE = 2.2 / 9;                // of a mark's radius, as in marks.svg
const HATCH = [-0.6, -0.2, 0.2, 0.6];

export function markImage(id: string, ratio: number): Image | null {
  const marks = id.split("|").map((each) => each.split(",")).filter((each) => each.length === 4);
  if (!marks.length) return null;
  const tokens = getComputedStyle(document.documentElement);
  const halves = marks.map(([, , radius, ring]) => Math.max(Number(radius) * 1.17, Number(ring)) + 1);
  const width = halves.reduce((sum, half) => sum + 2 * half, 0) + 4, height = 2 * Math.max(...halves) + 4;
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * ratio);
  canvas.height = Math.ceil(height * ratio);
  const pen = canvas.getContext("2d", { willReadFrequently: true })!;
  pen.scale(ratio, ratio);
  let x = 2;
  marks.forEach(([quad = "", status = "", radius, ring], n) => {
    pen.save();
    pen.translate(x + halves[n]!, height / 2);
    x += 2 * halves[n]!;
    pen.strokeStyle = pen.fillStyle = tokens.getPropertyValue(`--${quad}`).trim();
    draw(pen, quad.endsWith("conflict"), status, Number(radius));
    if (Number(ring)) {
      pen.setLineDash([]);
      pen.lineWidth = 1.2;
      pen.beginPath();
      pen.arc(0, 0, Number(ring), 0, 7);
      pen.stroke();
    }
    pen.restore();
  });
  return { data: pen.getImageData(0, 0, canvas.width, canvas.height), more: {} };
}

function draw(pen: CanvasRenderingContext2D, circle: boolean, status: string, radius: number): void {
  const unit = radius / 9;
  outline(pen, circle, radius);
  if (status === "occurred") {
    pen.fill();
    return;
  }
  pen.lineWidth = LINE * radius;
  pen.setLineDash(status === "hypothetical" ? [0.1 * unit, 3.6 * unit] : status === "planned" || status === "requested" ? [4 * unit, 2.4 * unit] : []);
  pen.lineCap = status === "hypothetical" ? "round" : "butt";
  pen.stroke();
  pen.setLineDash([]);
  if (status === "claimed") {
    outline(pen, circle, radius);
    pen.clip();
    pen.lineWidth = 1.9 * unit;
    for (const at of HATCH) line(pen, at * radius * Math.SQRT1_2, radius * 1.2);
  } else if (status === "denied") {
    line(pen, 0, 6 * unit);
  } else if (status === "planned") {
    pen.beginPath();
    pen.arc(0, 0, 2.6 * unit, 0, 7);
    pen.fill();
  } else {
    pen.font = `700 ${13 * unit}px system-ui, sans-serif`;
    pen.textAlign = "center";
    pen.fillText(status === "requested" ? "!" : "?", 0, 4.6 * unit);
  }
}

function outline(pen: CanvasRenderingContext2D, circle: boolean, radius: number): void {
  pen.beginPath();
  if (circle) {
    pen.arc(0, 0, radius, 0, 2 * Math.PI);
    return;
  }
  const half = radius * 1.167;
  pen.moveTo(0, -half);
  pen.lineTo(half, 0);
  pen.lineTo(0, half);
  pen.lineTo(-half, 0);
  pen.closePath();
}

// A line from lower left to upper right, moved by `off` along the other diagonal.
function line(pen: CanvasRenderingContext2D, off: number, half: number): void {
  pen.beginPath();
  pen.moveTo(off - half, off + half);
  pen.lineTo(off + half, off - half);
  pen.stroke();
}

// The ground of a cluster's words, stretched to fit them.
export function pill(ratio: number): Image {
  const tokens = getComputedStyle(document.documentElement);
  const canvas = document.createElement("canvas");
  canvas.width = 36 * ratio;
  canvas.height = 22 * ratio;
  const pen = canvas.getContext("2d", { willReadFrequently: true })!;
  pen.scale(ratio, ratio);
  pen.fillStyle = tokens.getPropertyValue("--panel").trim();
  pen.strokeStyle = tokens.getPropertyValue("--ink2").trim();
  pen.lineWidth = 1.2;
  pen.beginPath();
  pen.roundRect(1, 1, 34, 20, 10);
  pen.fill();
  pen.stroke();
  const stretch = { stretchX: [[14 * ratio, 22 * ratio]], stretchY: [[10 * ratio, 12 * ratio]], content: [8 * ratio, 2 * ratio, 28 * ratio, 20 * ratio] };
  return { data: pen.getImageData(0, 0, canvas.width, canvas.height), more: stretch };
}
