import { afterEach, expect, test } from "vitest";
import { find, html, leave, mount, sentFields, serve } from "../testing.ts";
import { openLink } from "./open-link.ts";

const PAGE = `<a href="#e6" data-controller="open-link" data-open-link-url="/notices/read" data-open-link-notice="7">x</a>`;
afterEach(leave);

test("a click tells which notice was opened, and leads on", () => {
  const sent = serve(html("", 204));
  mount(PAGE, { "open-link": openLink });
  const click = new MouseEvent("click", { bubbles: true, cancelable: true });
  find("a").dispatchEvent(click);
  expect(sentFields(sent)).toEqual({ notice: "7" });
  expect(sent.mock.calls[0]?.[1]?.keepalive).toBe(true);
  expect(click.defaultPrevented).toBe(false);
});

test("the menu of the right button opens nothing", () => {
  const sent = serve(html("", 204));
  mount(PAGE, { "open-link": openLink });
  find("a").dispatchEvent(new MouseEvent("auxclick", { button: 2, bubbles: true }));
  expect(sent).not.toHaveBeenCalled();
});

test("without a network the link still leads on", () => {
  serve(new Error("offline"));
  mount(PAGE, { "open-link": openLink });
  expect(() => find("a").click()).not.toThrow();
});
