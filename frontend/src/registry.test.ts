import { afterEach, expect, test, vi } from "vitest";
import { all, find, leave, mount, settle } from "./testing.ts";

afterEach(leave);

test("an element is bound once, also when it comes later, and left when it goes", async () => {
  const bound = vi.fn();
  const left = vi.fn();
  const watch = (element: HTMLElement, signal: AbortSignal) => {
    bound(element.id);
    signal.addEventListener("abort", () => left(element.id));
  };
  const page = mount('<p id="a" data-controller="watch"></p>', { watch });
  page.insertAdjacentHTML("beforeend", '<div><p id="b" data-controller="watch other"></p></div>');
  vi.spyOn(console, "error").mockImplementation(() => {});
  await settle();
  expect(bound.mock.calls.flat()).toEqual(["a", "b"]);
  find("#b").remove();
  await settle();
  expect(left.mock.calls.flat()).toEqual(["b"]);
});

test("a moved element keeps its state", async () => {
  const bound = vi.fn();
  const page = mount('<p id="a" data-controller="watch"></p><p id="z"></p>', { watch: bound });
  page.append(find("#a"));
  await settle();
  expect(bound).toHaveBeenCalledOnce();
});

test("a controller that fails does not stop the others", () => {
  const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
  const bound = vi.fn();
  const broken = () => {
    throw new Error("part is missing");
  };
  mount('<p data-controller="broken"></p><p data-controller="whole"></p>', { broken, whole: bound });
  expect(all("p")).toHaveLength(2);
  expect(bound).toHaveBeenCalledOnce();
  expect(quiet).toHaveBeenCalledOnce();
});
