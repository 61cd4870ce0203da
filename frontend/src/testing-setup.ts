/** What every test has: the browser's database, in memory and empty for each file, and a console that is listened to. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, vi } from "vitest";

let told: unknown[][] = [];

// faults.md D19: what a test does not expect on the console fails it, instead of being printed and passed over.
beforeEach(() => {
  told = [];
  console.error = (...words) => {
    told.push(words);
  };
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(told).toEqual([]);
});
