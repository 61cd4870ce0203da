import { afterEach, beforeEach, expect, test } from "vitest";
import {
  clearStored,
  countStored,
  discardDraft,
  forgetFiles,
  loadDraft,
  loadFile,
  loadFiles,
  loadMessages,
  removeDraft,
  removeMessage,
  restoreDraft,
  saveDraft,
  saveDraftLeaving,
  saveFile,
  saveMessage,
  sweepStored,
  UNDO_KEY,
} from "./storage.ts";
import { forgetAll, message } from "./testing.ts";

const DAY = 86_400_000;
const draft = (note: string, at = 1) => ({
  at,
  fields: [["note", note]] as [string, string][],
  labels: {},
  rows: {},
  files: {},
});
const as = (person: string) => {
  document.body.dataset.person = person;
};

beforeEach(() => as("7"));
afterEach(async () => {
  await forgetAll("7", "70", "8");
  delete document.body.dataset.person;
});

test("what two people type on one device is apart", async () => {
  await saveDraft("release:4", draft("mine"));
  await saveMessage(message("a"));
  await saveFile("f", "confirmation:4", new File(["x"], "x.jpg"));
  for (const other of ["8", "70"]) {
    as(other);
    expect(await loadDraft("release:4")).toBeNull();
    expect(await loadMessages()).toEqual([]);
    expect(await loadFiles("confirmation:4")).toEqual([]);
    expect(await loadFile("f")).toBeUndefined();
    expect(await countStored()).toEqual({ drafts: 0, messages: 0 });
    await clearStored();
  }
  as("7");
  expect((await loadDraft("release:4"))?.fields).toEqual([["note", "mine"]]);
  expect(await countStored()).toEqual({ drafts: 1, messages: 1 });
  expect((await loadFile("f"))?.form).toBe("confirmation:4");
  await removeDraft("release:4");
  expect(await loadDraft("release:4")).toBeNull();
});

test("messages come back in the order in which they were written", async () => {
  await saveMessage(message("second", { at: 20 }));
  await saveMessage(message("first", { at: 10 }));
  expect((await loadMessages()).map(({ id }) => id)).toEqual(["first", "second"]);
});

test("a message takes its files out of its form, and they go with it", async () => {
  await saveFile("f", "message:4", new File(["x"], "x.jpg"));
  await saveMessage(message("a", { files: [{ place: 0, name: "x.jpg", size: 1, local: "f" }] }));
  expect(await loadFiles("message:4")).toEqual([]);
  expect(await loadFile("f")).toBeDefined();
  await removeMessage("a");
  expect(await loadFile("f")).toBeUndefined();
});

test("a discarded draft comes back with its files", async () => {
  await saveDraft("create", draft("typed"));
  await saveFile("f", "create", new File(["x"], "x.jpg"));
  expect(await discardDraft("create")).toBe(true);
  expect(await loadDraft("create")).toBeNull();
  expect(await loadFiles("create")).toEqual([]);
  expect(await countStored()).toEqual({ drafts: 0, messages: 0 });
  expect(await restoreDraft("create")).toBe(true);
  expect((await loadDraft("create"))?.fields).toEqual([["note", "typed"]]);
  expect(await loadFiles("create")).toHaveLength(1);
  expect(await loadDraft(UNDO_KEY)).toBeNull();
});

test("nothing to discard and nothing to take back", async () => {
  expect(await discardDraft("create")).toBe(false);
  expect(await restoreDraft("create")).toBe(false);
});

test("sign-out forgets the person's things, files too", async () => {
  await saveDraft("create", draft("typed"));
  await saveMessage(message("a"));
  await saveFile("f", "create", new File(["x"], "x.jpg"));
  await clearStored();
  expect(await countStored()).toEqual({ drafts: 0, messages: 0 });
  expect(await loadFile("f")).toBeUndefined();
});

test("a form that was sent leaves no files behind", async () => {
  await saveFile("f", "create", new File(["x"], "x.jpg"));
  await saveFile("g", "confirmation:4", new File(["x"], "y.jpg"));
  await forgetFiles("create");
  expect([await loadFile("f"), (await loadFile("g"))?.id]).toEqual([undefined, "g"]);
});

test("the sweep takes yesterday's undo and last month's files, but none of a message that waits", async () => {
  await saveDraft(UNDO_KEY, draft("old", Date.now()));
  await saveFile("f", "create", new File(["x"], "x.jpg"));
  await saveFile("g", "create", new File(["x"], "y.jpg"));
  await saveMessage(message("a", { files: [{ place: 0, name: "y.jpg", size: 1, local: "g" }] }));
  await sweepStored(Date.now());
  expect(await loadDraft(UNDO_KEY)).not.toBeNull();
  expect(await loadFile("f")).toBeDefined();
  await sweepStored(Date.now() + 31 * DAY);
  expect(await loadDraft(UNDO_KEY)).toBeNull();
  expect([await loadFile("f"), (await loadFile("g"))?.id]).toEqual([undefined, "g"]);
});

test("what was saved while the page was left is newer than what the database has, once", async () => {
  await saveDraft("release:4", draft("older", 1));
  saveDraftLeaving("release:4", draft("newer", 2));
  expect((await loadDraft("release:4"))?.fields).toEqual([["note", "newer"]]);
  expect(localStorage.length).toBe(0);
  saveDraftLeaving("release:4", draft("stale", 1));
  expect((await loadDraft("release:4"))?.fields).toEqual([["note", "newer"]]);
  as("8");
  expect(await loadDraft("release:4")).toBeNull();
  as("7");
  await removeDraft("release:4");
  expect(localStorage.length).toBe(0);
  saveDraftLeaving("create", draft("typed"));
  expect(await countStored()).toEqual({ drafts: 1, messages: 0 });
  await clearStored();
  expect(await loadDraft("create")).toBeNull();
});
