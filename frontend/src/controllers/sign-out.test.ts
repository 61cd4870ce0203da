import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { countStored, saveDraft, saveMessage } from "../storage.ts";
import { all, find, forgetAll, leave, message, mount, settle } from "../testing.ts";
import { signOut as signOutController } from "./sign-out.ts";

const DRAFT = { at: 1, fields: [["note", "x"]] as [string, string][], labels: {}, rows: {}, files: {} };
let left = vi.fn();

beforeEach(() => {
  mount('<form data-controller="sign-out" action="/sign-out"><button>Sign out</button></form>', {
    "sign-out": signOutController,
  });
  left = vi.fn();
  find<HTMLFormElement>("form").submit = left;
});
afterEach(async () => {
  leave();
  await forgetAll();
});

async function signOut(answer?: string): Promise<void> {
  find<HTMLFormElement>("form").requestSubmit();
  await settle();
  if (answer) find(`dialog button[value=${answer}]`).click();
  await settle();
}

test("who has typed nothing is not asked", async () => {
  await signOut();
  expect(left).toHaveBeenCalledOnce();
});

test.each([
  ["back", 0, { drafts: 1, messages: 1 }],
  ["keep", 1, { drafts: 1, messages: 1 }],
  ["delete", 1, { drafts: 0, messages: 0 }],
])("what is not sent is asked about: %s", async (answer, times, stored) => {
  await saveDraft("create", DRAFT);
  await saveMessage(message("a"));
  await signOut(answer);
  expect(left).toHaveBeenCalledTimes(times);
  expect(await countStored()).toEqual(stored);
  expect(all("dialog")).toHaveLength(0);
});
