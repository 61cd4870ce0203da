import { afterEach, expect, test, vi } from "vitest";
import { find, leave, mount } from "../testing.ts";
import { zone } from "./zone.ts";

const LIST = `<select data-controller="zone"><option>UTC</option><option>Europe/Madrid</option></select>`;

afterEach(() => {
  vi.restoreAllMocks();
  leave();
});

test.each([
  ["Europe/Madrid", "Europe/Madrid"],
  ["Mars/Olympus", "UTC"],
])("on a device in %s the list says %s", (here, shown) => {
  const known = Intl.DateTimeFormat().resolvedOptions();
  vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValue({ ...known, timeZone: here });
  mount(LIST, { zone });
  expect(find<HTMLSelectElement>("select").value).toBe(shown);
});
