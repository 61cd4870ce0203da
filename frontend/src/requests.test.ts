import { afterEach, expect, test, vi } from "vitest";
import { getFragment, post, sentenceFor } from "./requests.ts";
import { html, problem, serve } from "./testing.ts";

afterEach(() => vi.unstubAllGlobals());

test("a write carries the page's token and follows no redirect", async () => {
  document.head.innerHTML = '<meta name="csrf-token" content="abc">';
  const fetched = serve(html(""));
  await post("/orders/4/release", new URLSearchParams({ note: "x" }));
  const options = fetched.mock.calls[0]?.[1];
  expect(options).toMatchObject({ method: "POST", redirect: "manual", credentials: "same-origin" });
  expect(options?.headers).toMatchObject({ "X-CSRFToken": "abc", "X-Requested-With": "fetch" });
});

test.each([
  [null, "No connection. What you typed is kept; send again when you are online."],
  [problem("Diego closed this order at 12:20.", 409), "Diego closed this order at 12:20."],
  [html("<h1>Conflict</h1>", 409), "This has changed meanwhile. Look at the order as it is now, then send again."],
  [problem("", 403), "You may not do this."],
  [html("", 404), "This does not exist, or you cannot see it."],
  [html("", 401), "You were signed out. Sign in in another tab, then send again."],
  [html("", 503), "Something went wrong on the server. What you typed is kept; try again."],
  [html("", 418), "This was not accepted."],
  [new Response("{broken", { status: 500, headers: { "Content-Type": "application/json" } }), "Something went wrong"],
])("an answer that is no success is told in a sentence (%#)", async (answer, sentence) => {
  expect(await sentenceFor(answer)).toContain(sentence);
});

test("a fragment that did not come is null", async () => {
  const cut = new Response(new ReadableStream({ start: (stream) => stream.error(new Error("cut")) }));
  serve(new Error("offline"), html("", 403), cut, html("<p>here</p>"));
  for (let nothing = 0; nothing < 3; nothing += 1) expect(await getFragment("/x")).toBeNull();
  expect((await getFragment("/x"))?.html).toBe("<p>here</p>");
});
