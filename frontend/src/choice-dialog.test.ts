import { afterEach, expect, test } from "vitest";
import { choose } from "./choice-dialog.ts";
import { all, find, leave, mount, press, settle } from "./testing.ts";

afterEach(leave);

const ask = () =>
  choose("Sign out?", "2 drafts", [
    { value: "back", label: "Stay" },
    { value: "go", label: "Go", className: "btn--danger" },
  ]);

test("a question gives the chosen answer and leaves nothing behind; the first answer has the focus", async () => {
  mount("", {});
  const answer = ask();
  expect(document.activeElement?.textContent).toBe("Stay");
  expect(find("dialog").getAttribute("aria-labelledby")).toBe(find("dialog h2").id);
  find("button[value=go]").click();
  expect(await answer).toBe("go");
  expect(all("dialog")).toHaveLength(0);
});

test("Escape is no answer, and does not reach the dialog underneath", async () => {
  mount("<dialog id='under' open></dialog>", {});
  const answer = ask();
  const dialog = find<HTMLDialogElement>(".dialog--small");
  press(dialog, "Escape");
  dialog.dispatchEvent(new Event("cancel", { cancelable: true, bubbles: true }));
  if (dialog.open) dialog.close();
  expect(await answer).toBeNull();
  await settle();
  expect(find<HTMLDialogElement>("#under").open).toBe(true);
});
