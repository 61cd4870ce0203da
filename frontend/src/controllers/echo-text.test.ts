import { afterEach, expect, test } from "vitest";
import { find, leave, mount, type } from "../testing.ts";
import { echoText } from "./echo-text.ts";

afterEach(leave);

test("a heading says what is typed so far, and its own words before", () => {
  mount(
    '<form><input name="client_text"><input name="name"><h2 data-controller="echo-text" data-echo-text="client_text name">Planned value</h2></form>',
    { "echo-text": echoText },
  );
  expect(find("h2").textContent).toBe("Planned value");
  type("[name=name]", "Fix <network>");
  expect(find("h2").textContent).toBe("Fix <network>");
  type("[name=client_text]", "ACME");
  expect(find("h2").textContent).toBe("ACME · Fix <network>");
});
