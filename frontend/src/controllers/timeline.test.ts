import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { announceUpdate } from "../events.ts";
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

/** The timeline as it would be laid out: 500 px of a content of `height`. */
function roomFor(height: number): void {
  const size = {
    scrollHeight: { value: height, configurable: true },
    clientHeight: { value: 500, configurable: true },
  };
  Object.defineProperties(find("#tl"), size);
}

function scrollTo(top: number): void {
  find("#tl").scrollTop = top;
  find("#tl").dispatchEvent(new Event("scroll"));
}

const reads = (fake: ReturnType<typeof serve>) => fake.mock.calls.filter(([url]) => String(url).includes("/read"));
const fetches = (fake: ReturnType<typeof serve>) => fake.mock.calls.filter(([url]) => String(url).includes("/entries"));

test("a tick fetches what came after the cursor and moves it; a known entry is not doubled", async () => {
  const fetched = route(entry(17) + entry(18) + entry(19), 19);
  mount(PAGE, { timeline });
  await settle();
  announceUpdate(4, 19);
  await settle();
  expect(fetches(fetched)[0]?.[0]).toContain("?after=17");
  expect(all("article").map(({ id }) => id)).toEqual(["e17", "e18", "e19"]);
  expect(find("#tl").dataset.seq).toBe("19");
});

test("an answer that is cut half-way is fetched again by itself, and ticks are heard as before", async () => {
  const cut = new ReadableStream({ start: (stream) => stream.error(new Error("cut")) });
  vi.useFakeTimers();
  const answers = [new Response(cut), new Error("offline"), html(entry(18), 200, { "X-Seq": "18" })];
  const fetched = serve(...answers, html(entry(19), 200, { "X-Seq": "19" }));
  mount(PAGE.replace(/data-read-url="[^"]*"/, ""), { timeline });
  announceUpdate(4, 18);
  await vi.advanceTimersByTimeAsync(0);
  expect(all("article")).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([fetches(fetched).length, all("article").length]).toEqual([3, 2]);
  announceUpdate(4, 19);
  await vi.advanceTimersByTimeAsync(0);
  expect(all("article").map(({ id }) => id)).toEqual(["e17", "e18", "e19"]);
  vi.useRealTimers();
});

test("what is known or of another order is not fetched; 'look yourself' always is", async () => {
  const fetched = route("", 17);
  mount(PAGE, { timeline });
  announceUpdate(4, 17);
  announceUpdate(5, 99);
  await settle();
  expect(fetches(fetched)).toHaveLength(0);
  announceUpdate(null, null);
  await settle();
  expect(fetches(fetched)).toHaveLength(1);
});

test("many ticks are one fetch at a time, and one more for those that came meanwhile", async () => {
  const fetched = route("", 17);
  mount(PAGE, { timeline });
  for (const seq of [18, 19, 20, 21]) announceUpdate(4, seq);
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
  announceUpdate(4, 18);
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
  roomFor(2000);
  scrollTo(1500);
  scrollTo(300);
  announceUpdate(4, 19);
  await settle();
  const more = find("[data-timeline-more]");
  expect([more.hidden, more.textContent, find("#tl").scrollTop]).toEqual([false, "2 new", 300]);
  expect(reads(fetched)).toHaveLength(before);
});

test("what moves by itself on its way to the end does not leave the end", async () => {
  route(entry(18) + entry(19), 19);
  mount(PAGE, { timeline });
  await settle();
  roomFor(2000);
  scrollTo(1500);
  roomFor(4000);
  scrollTo(1800);
  announceUpdate(4, 19);
  await settle();
  expect(find("#tl").scrollTop).toBe(4000);
  expect(find("[data-timeline-more]").hidden).toBe(true);
});

test("content that became shorter is no person who scrolls up", async () => {
  route(entry(18), 18);
  mount(PAGE, { timeline });
  await settle();
  roomFor(4000);
  scrollTo(3500);
  roomFor(3000);
  scrollTo(2000);
  announceUpdate(4, 18);
  await settle();
  expect(find("#tl").scrollTop).toBe(3000);
});

test("an entry that grows, such as a picture that arrives, is watched like the timeline itself", async () => {
  const watched: Element[] = [];
  const observe = vi.spyOn(ResizeObserver.prototype, "observe").mockImplementation((node) => void watched.push(node));
  route(entry(18), 18);
  mount(PAGE, { timeline });
  announceUpdate(4, 18);
  await settle();
  expect(watched.map(({ id }) => id)).toEqual(["tl", "e17", "e18"]);
  observe.mockRestore();
});

test("after the reading has arrived the list looks again, the order's parts do not", async () => {
  route(entry(18), 18);
  const heard: string[] = [];
  mount(PAGE, { timeline });
  for (const name of ["fw:update", "fw:order-4"])
    document.addEventListener(name, ({ type }) => heard.push(type), { once: true });
  await settle();
  expect(heard).toEqual(["fw:update"]);

  serve(new Error("offline"));
  mount(PAGE, { timeline });
  const silent = vi.fn();
  document.addEventListener("fw:update", silent);
  await settle();
  expect(silent).not.toHaveBeenCalled();
  document.removeEventListener("fw:update", silent);
});
