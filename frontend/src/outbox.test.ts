import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { discard, enqueue, flush, OUTBOX_CHANGED, outboxState, retry, sendUnkept } from "./outbox.ts";
import { loadFile, loadMessages, saveFile, saveMessage } from "./storage.ts";
import { forgetAll, html, message, problem, receipt, sentFields, serve, settle } from "./testing.ts";
import { upload } from "./upload.ts";

vi.mock("./upload.ts", async (original) => ({ ...(await original<object>()), upload: vi.fn() }));

const session = (person: number, token = "new") =>
  new Response(JSON.stringify({ person, csrf_token: token }), { headers: { "Content-Type": "application/json" } });
const left = async () => (await loadMessages()).map(({ id, refusal }) => [id, refusal]);

beforeEach(() => {
  document.head.innerHTML = '<meta name="csrf-token" content="old">';
  document.body.dataset.person = "7";
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await forgetAll("7");
  delete document.body.dataset.person;
});

test("a message is kept before it leaves, and forgotten when the server has it", async () => {
  let kept: unknown;
  const fetched = vi.fn(async () => {
    kept = await left();
    return receipt();
  });
  vi.stubGlobal("fetch", fetched);
  expect(await enqueue(message("a"))).toBe(true);
  await flush();
  expect(kept).toEqual([["a", ""]]);
  expect(await left()).toEqual([]);
  expect(fetched).toHaveBeenCalledOnce();
});

test.each([
  ["no network", new Error("offline")],
  ["the server is away", html("", 503)],
  ["too many requests", problem("Slow down", 429)],
  ["signed out", problem("Sign in", 401)],
  ["the portal of a hotel", html("<h1>Welcome</h1>", 200)],
])("it waits: %s", async (_name, answer) => {
  serve(answer);
  await enqueue(message("a"));
  await flush();
  expect(await left()).toEqual([["a", ""]]);
  expect(outboxState().waits).not.toBe("");
  const fetched = serve(receipt());
  await flush();
  expect(await left()).toEqual([]);
  expect(sentFields(fetched).submission_id).toBe("a");
});

test("what waits stops those behind it: they arrive in order", async () => {
  serve(new Error("offline"));
  await enqueue(message("a", { at: 1 }));
  await enqueue(message("b", { at: 2 }));
  await flush();
  const fetched = serve(receipt());
  await flush();
  expect([0, 1].map((index) => sentFields(fetched, index).submission_id)).toEqual(["a", "b"]);
});

test("a refusal is kept in the server's words, and lets the others pass", async () => {
  const fetched = serve(problem("You are not on this order any more.", 404), receipt());
  await saveMessage(message("a", { at: 1 }));
  await saveMessage(message("b", { at: 2 }));
  await flush();
  expect(await left()).toEqual([["a", "You are not on this order any more."]]);
  await flush();
  expect(fetched).toHaveBeenCalledTimes(2);
  serve(receipt());
  await retry("a");
  expect(await left()).toEqual([]);
});

test("a token that is too old is fetched anew, for the same person only", async () => {
  const fetched = serve(html("", 403), session(7), receipt());
  await enqueue(message("a"));
  await flush();
  expect(await left()).toEqual([]);
  expect(fetched.mock.calls[2]?.[1]?.headers).toMatchObject({ "X-CSRFToken": "new" });
  expect(sentFields(fetched, 2).submission_id).toBe("a");
});

test("with somebody else signed in it waits, and never leaves in their name", async () => {
  const fetched = serve(html("", 403), session(8));
  await enqueue(message("a"));
  await flush();
  expect(fetched).toHaveBeenCalledTimes(2);
  expect(await left()).toEqual([["a", ""]]);
});

test("two that ask at once send once", async () => {
  const fetched = serve(receipt());
  await saveMessage(message("a"));
  await Promise.all([flush(), flush(), flush()]);
  await settle();
  expect(fetched).toHaveBeenCalledOnce();
});

test("a removed message is gone, also when a refusal comes after it", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => {
      await discard("a");
      return problem("No.", 422);
    }),
  );
  await saveMessage(message("a"));
  await flush();
  expect(await left()).toEqual([]);
});

test("files leave before their message, and those that arrived do not travel twice", async () => {
  await saveFile("f", "message:4", new File(["x"], "x.jpg"));
  await saveFile("g", "message:4", new File(["y"], "y.jpg"));
  const files = [
    { place: 0, name: "old.pdf", size: 1, stored: "12" },
    { place: 1, name: "x.jpg", size: 1, local: "f" },
    { place: 2, name: "y.jpg", size: 1, local: "g" },
  ];
  vi.mocked(upload)
    .mockReset()
    .mockResolvedValueOnce({ id: "13", name: "x.jpg", size: 1 })
    .mockResolvedValueOnce({ problem: "No connection", again: true })
    .mockResolvedValueOnce({ id: "14", name: "y.jpg", size: 1 });
  const fetched = serve(receipt());
  await saveMessage(message("a", { files }));
  await flush();
  expect(fetched).not.toHaveBeenCalled();
  expect(await loadFile("f")).toBeUndefined();
  await flush();
  expect(upload).toHaveBeenCalledTimes(3);
  expect(sentFields(fetched)).toMatchObject({ "files.0": "12", "files.1": "13", "files.2": "14" });
  expect([await left(), await loadFile("g")]).toEqual([[], undefined]);
});

test("a file that is refused, or gone from the device, is told by name", async () => {
  vi.mocked(upload).mockReset().mockResolvedValueOnce({ problem: "Too large.", again: false });
  await saveFile("f", "message:4", new File(["x"], "x.jpg"));
  serve(receipt());
  await saveMessage(message("a", { at: 1, files: [{ place: 0, name: "x.jpg", size: 1, local: "f" }] }));
  await saveMessage(message("b", { at: 2, files: [{ place: 0, name: "y.jpg", size: 1, local: "nowhere" }] }));
  await flush();
  expect(await left()).toEqual([
    ["a", "x.jpg: Too large."],
    ["b", expect.stringContaining("y.jpg")],
  ]);
});

test("it tries again by itself, less and less often", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const fetched = serve(new Error("offline"));
  await saveMessage(message("a"));
  await flush();
  const waits: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const before = fetched.mock.calls.length;
    let waited = 0;
    while (fetched.mock.calls.length === before && waited < 200) {
      await vi.advanceTimersByTimeAsync(1000);
      waited += 1;
      for (let tick = 0; tick < 30; tick += 1) await new Promise((done) => setImmediate(done));
    }
    waits.push(waited);
  }
  expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
  expect(waits[2]).toBeGreaterThan(waits[1] ?? 0);
  vi.useRealTimers();
});

test("what the device cannot keep is sent at once, or said", async () => {
  const heard = vi.fn();
  document.addEventListener(OUTBOX_CHANGED, heard, { once: true });
  serve(receipt());
  expect(await sendUnkept(message("a"))).toBe("");
  expect(heard).toHaveBeenCalledOnce();
  serve(problem("Not now.", 409));
  expect(await sendUnkept(message("a"))).toBe("Not now.");
  serve(html("portal"));
  expect(await sendUnkept(message("a"))).toContain("No connection");
});
