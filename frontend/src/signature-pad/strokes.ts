/** A drawn signature as it is kept: whole numbers, in the box it was first drawn in. */

export type Stroke = [x: number, y: number, ms: number][];

export interface Drawing {
  width: number;
  height: number;
  strokes: Stroke[];
}

export interface Box {
  width: number;
  height: number;
}

export interface TimedPoint {
  x: number;
  y: number;
  time: number;
}

/** How a drawing sits in a box: as large as fits, in the middle. */
export function placed(drawing: Box, box: Box): { scale: number; left: number; top: number } {
  const scale = Math.min(box.width / drawing.width, box.height / drawing.height);
  return {
    scale,
    left: (box.width - drawing.width * scale) / 2,
    top: (box.height - drawing.height * scale) / 2,
  };
}

/** The strokes as points of a box of another size. */
export function project(drawing: Drawing, box: Box): TimedPoint[][] {
  const { scale, left, top } = placed(drawing, box);
  const point = ([x, y, ms]: Stroke[number]) => ({ x: x * scale + left, y: y * scale + top, time: ms });
  return drawing.strokes.map((stroke) => stroke.map(point));
}

/** One stroke drawn in `box`, as it is kept in `drawing`. `start` is the time of the very first point. */
export function record(points: TimedPoint[], drawing: Box, box: Box, start: number): Stroke {
  const { scale, left, top } = placed(drawing, box);
  return points.map(({ x, y, time }) => [
    Math.round((x - left) / scale),
    Math.round((y - top) / scale),
    Math.max(0, Math.round(time - start)),
  ]);
}

/** The drawing in a box that holds every point: on a full screen a stroke may leave the first box. */
export function enclosed(drawing: Drawing): Drawing {
  const points = drawing.strokes.flat();
  const left = Math.min(0, ...points.map(([x]) => x));
  const top = Math.min(0, ...points.map(([, y]) => y));
  const right = Math.max(drawing.width, ...points.map(([x]) => x));
  const bottom = Math.max(drawing.height, ...points.map(([, y]) => y));
  const strokes = drawing.strokes.map((stroke) => stroke.map(([x, y, ms]): Stroke[number] => [x - left, y - top, ms]));
  return { width: right - left, height: bottom - top, strokes };
}

/** Reads what a page or a draft holds; null when there is nothing or it is no drawing. */
export function readDrawing(text: string): Drawing | null {
  try {
    const value = JSON.parse(text) as Drawing;
    return value.width > 0 && value.height > 0 && Array.isArray(value.strokes) && value.strokes.length > 0
      ? value
      : null;
  } catch {
    return null;
  }
}
