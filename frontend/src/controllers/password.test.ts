import { afterEach, expect, test } from "vitest";
import { find, leave, mount } from "../testing.ts";
import { password } from "./password.ts";

afterEach(leave);

test("a password is shown on demand and hidden again before it is sent", () => {
  mount(
    '<form><div data-controller="password"><input type="password" data-password="input"><button type="button" data-password="toggle"></button></div></form>',
    { password },
  );
  const [input, button] = [find<HTMLInputElement>("input"), find("button")];
  button.click();
  expect([input.type, button.getAttribute("aria-pressed"), button.getAttribute("aria-label")]).toEqual([
    "text",
    "true",
    "Hide password",
  ]);
  find("form").dispatchEvent(new Event("submit", { cancelable: true }));
  expect(input.type).toBe("password");
});
