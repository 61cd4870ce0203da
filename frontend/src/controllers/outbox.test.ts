import { afterEach, expect, test, vi } from "vitest";
import { loadMessages, saveMessage } from "../storage.ts";
import { find, forgetAll, leave, message, mount, receipt, serve, settle } from "../testing.ts";
import { outbox } from "./outbox.ts";

const BAR = `<div data-controller="outbox" hidden><span data-outbox="said"></span><a data-outbox="open"></a><button data-outbox="again"></button></div>`;

afterEach(async () => {
  leave();
  vi.unstubAllGlobals();
  await forgetAll();
});

test("what was left from before is sent on whatever page is opened", async () => {
  const fetched = serve(receipt());
  await saveMessage(message("a"));
  mount(BAR, { outbox });
  await settle();
  await settle();
  expect(fetched).toHaveBeenCalledOnce();
  expect(await loadMessages()).toEqual([]);
  expect(find("[data-controller=outbox]").hidden).toBe(true);
});

test("what waits elsewhere is said with the way there, what waits here is not", async () => {
  serve(new Error("offline"));
  await saveMessage(message("a", { order: "5", at: 1 }));
  await saveMessage(message("b", { order: "6", at: 2 }));
  mount(`${BAR}<div data-timeline data-order="5"></div>`, { outbox });
  await settle();
  await settle();
  const bar = find("[data-controller=outbox]");
  expect([bar.hidden, find("[data-outbox=said]").textContent]).toEqual([
    false,
    "1 message is kept on this device and waits to be sent.",
  ]);
  expect(find<HTMLAnchorElement>("[data-outbox=open]").pathname).toBe("/orders/6");
});

test("a press tries again, and the network's return does", async () => {
  serve(new Error("offline"));
  await saveMessage(message("a"));
  mount(BAR, { outbox });
  await settle();
  const fetched = serve(receipt());
  find("[data-outbox=again]").click();
  await settle();
  expect(fetched).toHaveBeenCalledOnce();
  await saveMessage(message("b"));
  window.dispatchEvent(new Event("online"));
  await settle();
  expect(await loadMessages()).toEqual([]);
});
