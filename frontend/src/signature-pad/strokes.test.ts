import { expect, test } from "vitest";
import { type Drawing, enclosed, project, readDrawing, record } from "./strokes.ts";

const DRAWING: Drawing = {
  width: 600,
  height: 200,
  strokes: [
    [
      [0, 0, 0],
      [600, 200, 90],
    ],
  ],
};

test("a drawing fits another box as a whole, in the middle", () => {
  const [points] = project(DRAWING, { width: 300, height: 200 });
  expect(points).toEqual([
    { x: 0, y: 50, time: 0 },
    { x: 300, y: 150, time: 90 },
  ]);
});

test("a stroke drawn in a larger box is kept in the first box, in whole numbers", () => {
  const stroke = record([{ x: 601, y: 203, time: 1090.6 }], DRAWING, { width: 1200, height: 400 }, 1000);
  expect(stroke).toEqual([[301, 102, 91]]);
});

test("what is projected and recorded again is the same", () => {
  const box = { width: 844, height: 300 };
  const strokes = project(DRAWING, box).map((points) => record(points, DRAWING, box, 0));
  expect(strokes).toEqual(DRAWING.strokes);
});

test("the box grows until every point is inside", () => {
  const wide = enclosed({
    ...DRAWING,
    strokes: [
      ...DRAWING.strokes,
      [
        [-10, -5, 95],
        [620, 190, 99],
      ],
    ],
  });
  expect(wide).toMatchObject({ width: 630, height: 205 });
  expect(wide.strokes[0]?.[0]).toEqual([10, 5, 0]);
  expect(wide.strokes[1]?.[0]).toEqual([0, 0, 95]);
});

test.each([
  "",
  "null",
  "{}",
  '{"width":600,"height":200,"strokes":[]}',
  "nonsense",
  '{"width":0,"height":1,"strokes":[[]]}',
])("%s is no drawing", (text) => {
  expect(readDrawing(text)).toBeNull();
});
