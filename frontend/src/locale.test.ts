import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { formatSize, formatTime } from "./locale.ts";
import vectors from "./measures.vectors.json" with { type: "json" };

// faults.md E4: the browser's own zones are not asked; what the server tells counts, from the minute it says.
beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-01T12:00:00Z"), toFake: ["Date"] });
  document.documentElement.lang = "en-GB";
  document.body.dataset.zoneOffsets = `[[0,-420],[${Date.parse("2026-11-01T09:00:00Z")},-480]]`;
});
afterEach(() => {
  vi.useRealTimers();
  document.documentElement.lang = "";
  delete document.body.dataset.zoneOffsets;
});

test.each([
  ["2026-11-01T08:59:00Z", "01:59"],
  ["2026-11-01T09:00:00Z", "01:00"],
  ["2026-11-01T23:30:00Z", "15:30"],
  ["2026-11-02T07:59:00Z", "23:59"],
  ["2026-11-02T08:00:00Z", "2 Nov, 00:00"],
  ["2026-10-30T20:00:00Z", "30 Oct, 13:00"],
])("%s is %s", (at, shown) => {
  expect(formatTime(Date.parse(at))).toBe(shown);
});

test("without a word of the server it is the device's own time", () => {
  delete document.body.dataset.zoneOffsets;
  const now = Date.now();
  const here = new Date(now).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  expect(formatTime(now)).toBe(here);
});

// faults.md D11: one style, the company's region; the words stay the page's.
test.each([
  ["en-US", "3:30 PM", "Oct 30, 1:00 PM"],
  ["en-GB", "15:30", "30 Oct, 13:00"],
  ["es", "15:30", "30 oct, 13:00"],
])("in %s it is %s", (locale, today, before) => {
  document.body.dataset.locale = locale;
  const shown = ["2026-11-01T23:30:00Z", "2026-10-30T20:00:00Z"].map((at) =>
    formatTime(Date.parse(at)).replace("\u202f", " "),
  );
  expect(shown).toEqual([today, before]);
  delete document.body.dataset.locale;
});

test.each(vectors.size)("$bytes bytes are $english, as the server writes them", ({ bytes, english, spanish }) => {
  expect(formatSize(bytes)).toBe(english);
  document.documentElement.lang = "es";
  expect(formatSize(bytes)).toBe(spanish);
});
