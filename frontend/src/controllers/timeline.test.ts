import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { tick } from "../page.ts";
import { all, find, html, leave, mount, sentFields, serve, settle } from "../testing.ts";
import { timeline } from "./timeline.ts";

const PAGE = `<section><div id="tl" data-controller="timeline" data-timeline data-order="4" data-seq="17" data-url="/orders/4/entries" data-read-url="/orders/4/read"><article id="e17" data-seq="17"></article></div><button data-timeline-more hidden></button></section>`;
const entry = (seq: number, more = "") => `<article id="e${seq}" data-seq="${seq}" ${more}>${seq}</article>`;

beforeEach(() => {
  document.hasFocus = () => true;
});
afterEach(() => {
  leave();
  vi.unstubAllGlobals();
});

function route(entries: string, seq: number) {
  return serve(html(entries, 200, { "X-Seq": String(seq) }));
}

const reads = (fake: ReturnType<typeof serve>) => fake.mock.calls.filter(([url]) => String(url).includes("/read"));
const fetches = (fake: ReturnType<typeof serve>) => fake.mock.calls.filter(([url]) => String(url).includes("/entries"));

test("a tick fetches what came after the cursor and moves it; a known entry is not doubled", async () => {
  const fetched = route(entry(17) + entry(18) + entry(19), 19);
  mount(PAGE, { timeline });
  await settle();
  tick(4, 19);
  await settle();
  expect(fetches(fetched)[0]?.[0]).toContain("?after=17");
  expect(all("article").map(({ id }) => id)).toEqual(["e17", "e18", "e19"]);
  expect(find("#tl").dataset.seq).toBe("19");
});

test("what is known or of another order is not fetched; 'look yourself' always is", async () => {
  const fetched = route("", 17);
  mount(PAGE, { timeline });
  tick(4, 17);
  tick(5, 99);
  await settle();
  expect(fetches(fetched)).toHaveLength(0);
  tick(null, null);
  await settle();
  expect(fetches(fetched)).toHaveLength(1);
});

test("many ticks are one fetch at a time, and one more for those that came meanwhile", async () => {
  const fetched = route("", 17);
  mount(PAGE, { timeline });
  for (const seq of [18, 19, 20, 21]) tick(4, seq);
  await settle();
  expect(fetches(fetched)).toHaveLength(2);
});

test("the real entry takes the place of the message that waited", async () => {
  route(entry(18, 'data-submission="u-1"'), 18);
  mount(PAGE, { timeline });
  find("#tl").insertAdjacentHTML(
    "beforeend",
    '<article data-pending="u-1"></article><article data-pending="u-2"></article>',
  );
  tick(4, 18);
  await settle();
  expect(all("article").map((article) => article.id || article.dataset.pending)).toEqual(["e17", "e18", "u-2"]);
});

test("what is shown is told as read, once, and again when that failed", async () => {
  const fetched = serve(html("", 204));
  mount(PAGE, { timeline });
  await settle();
  expect(reads(fetched)).toHaveLength(1);
  expect(sentFields(fetched).seq).toBe("17");
  window.dispatchEvent(new Event("focus"));
  await settle();
  expect(reads(fetched)).toHaveLength(1);

  const failing = serve(new Error("offline"));
  mount(PAGE, { timeline });
  await settle();
  window.dispatchEvent(new Event("focus"));
  await settle();
  expect(reads(failing)).toHaveLength(2);
});

test("away from the end new entries are counted, not scrolled to and not told as read", async () => {
  const fetched = route(entry(18) + entry(19), 19);
  mount(PAGE, { timeline });
  await settle();
  const before = reads(fetched).length;
  Object.defineProperties(find("#tl"), { scrollHeight: { value: 2000 }, clientHeight: { value: 500 } });
  find("#tl").scrollTop = 300;
  tick(4, 19);
  await settle();
  const more = find("[data-timeline-more]");
  expect([more.hidden, more.textContent, find("#tl").scrollTop]).toEqual([false, "2 new", 300]);
  expect(reads(fetched)).toHaveLength(before);
});
