import { afterEach, expect, test, vi } from "vitest";
import { find, leave, mount } from "../testing.ts";
import { timezoneDefault } from "./timezone-default.ts";

const LIST = `<select data-controller="timezone-default"><option>UTC</option><option>Europe/Madrid</option></select>`;

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
  mount(LIST, { "timezone-default": timezoneDefault });
  expect(find<HTMLSelectElement>("select").value).toBe(shown);
});

const WITH_MONEY = `<form><select name="currency"><option>USD</option><option>EUR</option></select>
  <select data-controller="timezone-default" data-timezone-default-currencies='{"MXN":"America/Cancun","EUR":"Europe/Berlin Europe/Madrid"}'>
  <option>UTC</option><option>Europe/Madrid</option><option>America/Cancun</option></select></form>`;

test.each([
  ["Europe/Madrid", "EUR"],
  ["America/Cancun", "USD"],
  ["Mars/Olympus", "USD"],
])("on a device in %s the currency is %s", (here, shown) => {
  const known = Intl.DateTimeFormat().resolvedOptions();
  vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValue({ ...known, timeZone: here });
  mount(WITH_MONEY, { "timezone-default": timezoneDefault });
  expect(find<HTMLSelectElement>("[name=currency]").value).toBe(shown);
});
