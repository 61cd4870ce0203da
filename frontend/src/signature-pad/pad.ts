import SignaturePad from "signature_pad";
import { type Box, type Drawing, enclosed, project, record, type TimedPoint } from "./strokes.ts";

const INK = "#16333b";

/** A pad on a canvas. `changed` gets the drawing after each stroke, null when it is empty. */
export class Pad {
  private readonly pad: SignaturePad;
  private drawing: Drawing | null;
  private start = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    drawing: Drawing | null,
    private readonly changed: (drawing: Drawing | null) => void,
    signal: AbortSignal,
  ) {
    this.drawing = drawing;
    this.pad = new SignaturePad(canvas, { penColor: INK, minWidth: 0.8, maxWidth: 2.6, throttle: 8 });
    this.pad.addEventListener("endStroke", () => this.keepLast());
    const observer = new ResizeObserver(() => this.redraw());
    observer.observe(canvas);
    signal.addEventListener("abort", () => {
      observer.disconnect();
      this.pad.off();
    });
  }

  set(drawing: Drawing | null): void {
    this.drawing = drawing;
    this.redraw();
  }

  undo(): void {
    const strokes = this.drawing?.strokes.slice(0, -1) ?? [];
    this.set(this.drawing && strokes.length > 0 ? { ...this.drawing, strokes } : null);
    this.changed(this.drawing);
  }

  clear(): void {
    this.set(null);
    this.changed(null);
  }

  /** Fits the canvas to its box and the screen's pixels, and draws the kept points again. */
  redraw(): void {
    const box = this.box();
    if (box.width === 0 || box.height === 0) return;
    const ratio = Math.max(window.devicePixelRatio || 1, 1);
    this.canvas.width = Math.round(box.width * ratio);
    this.canvas.height = Math.round(box.height * ratio);
    this.canvas.getContext("2d")?.scale(ratio, ratio);
    this.pad.clear();
    if (this.drawing) this.pad.fromData(groups(project(this.drawing, box)));
  }

  private keepLast(): void {
    const points = this.pad.toData().at(-1)?.points as TimedPoint[] | undefined;
    const first = points?.[0];
    if (!points || !first) return;
    const box = this.box();
    if (!this.drawing) {
      this.drawing = { width: Math.round(box.width), height: Math.round(box.height), strokes: [] };
      this.start = first.time;
    }
    // A drawing from a draft goes on where its clock stood.
    if (this.start === 0) this.start = first.time - (this.drawing.strokes.at(-1)?.at(-1)?.[2] ?? 0) - 1;
    const stroke = record(points, this.drawing, box, this.start);
    this.drawing = enclosed({ ...this.drawing, strokes: [...this.drawing.strokes, stroke] });
    this.changed(this.drawing);
  }

  private box(): Box {
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
  }
}

type Group = Parameters<SignaturePad["fromData"]>[0][number];

function groups(strokes: TimedPoint[][]): Group[] {
  const style = { penColor: INK, dotSize: 0, minWidth: 0.8, maxWidth: 2.6, velocityFilterWeight: 0.7 } as const;
  return strokes.map((points) => ({
    ...style,
    compositeOperation: "source-over",
    points: points.map((point) => ({ ...point, pressure: 0 })),
  }));
}
