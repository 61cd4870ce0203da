import { afterEach, expect, test } from "vitest";
import { all, find, leave, mount, press } from "../testing.ts";
import { lightbox } from "./lightbox.ts";

const shot = (n: number) =>
  `<a id="a${n}" href="/f/${n}" data-lightbox="/f/${n}/large"><img src="/f/${n}/small" alt="${n}.jpg"></a>`;
const PAGE = `<div role="log">${shot(1)}${shot(2)}${shot(3)}</div><aside>${shot(2)}</aside>
  <dialog data-controller="lightbox"><b data-light="name"></b><span data-light="place"></span><a data-light="save"></a>
  <button data-light="close"></button><button data-light="previous"></button><img data-light="picture" alt=""><button data-light="next"></button></dialog>`;

afterEach(() => {
  leave();
  document.documentElement.dir = "";
});

const shown = () => [
  find("[data-light=picture]").getAttribute("src"),
  find("[data-light=place]").textContent,
  find<HTMLAnchorElement>("[data-light=save]").getAttribute("href")?.replace(location.origin, ""),
];

function open(selector: string): HTMLDialogElement {
  mount(PAGE, { lightbox });
  find(selector).click();
  return find<HTMLDialogElement>("dialog");
}

test("a picture opens among those beside it, and keys go to the next and back", () => {
  const dialog = open("[role=log] a:nth-of-type(2)");
  expect(dialog.open).toBe(true);
  expect(shown()).toEqual(["/f/2/large", "2 / 3", "/f/2"]);
  press(dialog, "ArrowRight");
  expect(shown()[1]).toBe("3 / 3");
  press(dialog, "ArrowRight");
  expect(shown()[1]).toBe("3 / 3");
  press(dialog, "Home");
  expect(shown()[0]).toBe("/f/1/large");
});

test("from right to left the left key goes on", () => {
  document.documentElement.dir = "rtl";
  press(open("[role=log] a"), "ArrowLeft");
  expect(shown()[1]).toBe("2 / 3");
});

test("the buttons lead too, and at an end there is no further", () => {
  const dialog = open("[role=log] a");
  expect(all<HTMLButtonElement>("[data-light=previous], [data-light=next]").map((b) => b.disabled)).toEqual([
    true,
    false,
  ]);
  find("[data-light=next]").click();
  expect(shown()[1]).toBe("2 / 3");
  find("[data-light=close]").click();
  expect(dialog.open).toBe(false);
  expect(find("[data-light=picture]").hasAttribute("src")).toBe(false);
});

test("those of the details are their own row", () => {
  open("aside a");
  expect(shown()[1]).toBe("");
});
