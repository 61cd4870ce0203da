import { afterEach, expect, test, vi } from "vitest";
import { loadMessages, saveFile, saveMessage } from "../storage.ts";
import { find, forgetAll, leave, message, mount, receipt, serve, settle } from "../testing.ts";
import { outbox } from "./outbox.ts";

const BAR = `<div data-controller="outbox" hidden><span data-outbox="said"></span><a data-outbox="open"></a>
  <button data-outbox="again"></button><ul data-outbox="refused"></ul>
  <template data-outbox="one"><li><p data-outbox="text"></p><a data-outbox="order"></a><span data-outbox="why"></span>
    <button data-outbox="retry"></button><button data-outbox="copy"></button><button data-outbox="remove"></button></li>
  </template></div>`;

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

test("a try does not take the bar from under a finger", async () => {
  serve(new Error("offline"));
  await saveMessage(message("a"));
  mount(BAR, { outbox });
  await settle();
  await settle();
  const bar = find("[data-controller=outbox]");
  expect(bar.hidden).toBe(false);
  let fail = (_: Error) => {};
  const fetched = vi.fn(
    () =>
      new Promise<Response>((_, reject) => {
        fail = reject;
      }),
  );
  vi.stubGlobal("fetch", fetched);
  find("[data-outbox=again]").click();
  await settle();
  await settle();
  expect(fetched).toHaveBeenCalledOnce();
  expect([bar.hidden, find("[data-outbox=open]").hidden]).toEqual([false, false]);
  fail(new Error("offline"));
  await settle();
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

test("what was not accepted elsewhere is read, copied, tried again and removed there", async () => {
  serve(new Error("offline"));
  const refusal = "You are not on this order any more";
  await saveMessage(message("a", { order: "5", at: 1, text: "<b>The key</b> is with me", refusal }));
  await saveMessage(message("b", { order: "6", at: 2, text: "Second", refusal: "Closed" }));
  mount(`<h1>Service orders</h1>${BAR}`, { outbox });
  await settle();
  await settle();
  const lines = () => [...document.querySelectorAll<HTMLElement>("[data-refused]")];
  const [first] = lines();
  expect(lines()).toHaveLength(2);
  expect(find("[data-outbox=text]").textContent).toBe("<b>The key</b> is with me");
  expect(find("[data-outbox=why]").textContent).toBe(`Not sent: ${refusal}`);
  expect(find("[data-outbox=copy]").dataset.clipboardText).toBe("<b>The key</b> is with me");
  expect([find("[data-outbox=open]").hidden, find("[data-outbox=again]").hidden]).toEqual([true, true]);
  first?.querySelector<HTMLElement>("[data-outbox=remove]")?.focus();
  first?.querySelector<HTMLElement>("[data-outbox=remove]")?.click();
  await settle();
  await settle();
  expect((await loadMessages()).map(({ id }) => id)).toEqual(["b"]);
  expect(document.activeElement?.closest<HTMLElement>("[data-refused]")?.dataset.refused).toBe("b");
  const fetched = serve(receipt());
  find("[data-outbox=retry]").focus();
  find("[data-outbox=retry]").click();
  await settle();
  await settle();
  expect(fetched).toHaveBeenCalledOnce();
  expect([lines().length, find("[data-controller=outbox]").hidden]).toEqual([0, true]);
  expect(document.activeElement).toBe(find("h1"));
});

test("a file of a message that was not accepted can be saved", async () => {
  serve(new Error("offline"));
  // The test's own IndexedDB gives back what is no Blob.
  const made = vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:kept");
  await saveFile("f", "message:a", new File(["pixels"], "roof.jpg"));
  const files = [
    { place: 0, name: "roof.jpg", size: 6, local: "f" },
    { place: 1, name: "sent.pdf", size: 6, stored: "s" },
  ];
  await saveMessage(message("a", { text: "", files, refusal: "Closed" }));
  mount(BAR, { outbox });
  await settle();
  await settle();
  const link = find<HTMLAnchorElement>("a[download]");
  made.mockRestore();
  expect([link.download, link.textContent, find("[data-outbox=copy]").hidden]).toEqual(["roof.jpg", "roof.jpg", true]);
  // In the order in which they were chosen.
  const other = link.nextElementSibling as HTMLAnchorElement;
  expect([other.textContent, other.getAttribute("href")]).toEqual(["sent.pdf", "/files/s"]);
});
