import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadFiles } from "../storage.ts";
import { all, find, forgetAll, leave, mount, settle } from "../testing.ts";
import { upload } from "../upload.ts";
import { uploads } from "./uploads.ts";

vi.mock("../upload.ts", async (original) => ({ ...(await original<object>()), upload: vi.fn() }));

const FORM = `<form><div data-controller="uploads" data-uploads-url="/files" data-uploads-name="files" data-uploads-max="2" data-uploads-size="1000">
  <input type="file" multiple data-uploads="input"><p data-uploads="problem" hidden></p><div data-uploads="list"></div>
  <template data-uploads="chip"><span data-uploads="item"><b data-chip="name"></b><small data-chip="error" hidden></small><progress data-chip="progress"></progress><button type="button" data-chip="again" aria-label="Try again" hidden></button><button type="button" data-chip="remove" aria-label="Remove"></button></span></template></div></form>`;

const file = (name: string, size = 10) => new File(["x".repeat(size)], name, { type: "application/pdf" });

function choose(...files: File[]): void {
  const input = find<HTMLInputElement>("[data-uploads=input]");
  Object.defineProperty(input, "files", { value: files, configurable: true });
  Object.defineProperty(input, "value", { value: "", writable: true, configurable: true });
  input.dispatchEvent(new Event("change"));
}

beforeEach(() => {
  vi.mocked(upload).mockImplementation(async (_url, { name, size }) => ({ id: `id-${name}`, name, size }));
});
afterEach(async () => {
  leave();
  await forgetAll();
});

test("each file becomes one hidden field", async () => {
  mount(FORM, { uploads });
  choose(file("a.pdf"), file("b.pdf"));
  await settle();
  const fields = all<HTMLInputElement>("input[type=hidden]").map(({ name, value }) => [name, value]);
  expect(fields).toEqual([
    ["files.0", "id-a.pdf"],
    ["files.1", "id-b.pdf"],
  ]);
});

test("one that is too large, empty or refused is told on its chip, the others go on", async () => {
  vi.mocked(upload).mockResolvedValueOnce({ problem: "Not a picture.", again: false });
  mount(FORM.replace('max="2"', 'max="9"'), { uploads });
  choose(file("refused.pdf"), file("large.pdf", 1001), file("empty.pdf", 0), file("good.pdf"));
  await settle();
  expect(all("[data-chip=error]").map(({ textContent }) => textContent)).toEqual([
    "Not a picture.",
    expect.stringContaining("Larger than"),
    "The file is empty.",
    "",
  ]);
  expect(all("input[type=hidden]")).toHaveLength(1);
});

test("what did not come through is tried again, and the order of the choice stays", async () => {
  vi.mocked(upload).mockResolvedValueOnce({ problem: "No connection", again: true });
  mount(FORM, { uploads });
  choose(file("first.pdf"), file("second.pdf"));
  await settle();
  const again = find<HTMLButtonElement>("[data-chip=again]");
  expect([again.hidden, again.getAttribute("aria-label")]).toEqual([false, "Try again first.pdf"]);
  again.click();
  await settle();
  const fields = all<HTMLInputElement>("input[type=hidden]").map(({ name, value }) => [name, value]);
  expect(fields.sort()).toEqual([
    ["files.0", "id-first.pdf"],
    ["files.1", "id-second.pdf"],
  ]);
  expect(find("[data-chip=error]").hidden).toBe(true);
});

test("what can never come through is not offered again", async () => {
  mount(FORM, { uploads });
  choose(file("empty.pdf", 0));
  await settle();
  expect(find("[data-chip=again]").hidden).toBe(true);
});

test("more than allowed are not sent", async () => {
  mount(FORM, { uploads });
  choose(file("a"), file("b"), file("c"));
  await settle();
  expect(all("input[type=hidden]")).toHaveLength(2);
  expect(find("[data-uploads=problem]").textContent).toBe("At most 2 files.");
});

test("a removed file is not sent, also when it is still on its way", async () => {
  let done = (_file: { id: string; name: string; size: number }) => {};
  vi.mocked(upload).mockImplementation(
    () =>
      new Promise((resolve) => {
        done = resolve;
      }),
  );
  mount(FORM, { uploads });
  choose(file("a"));
  const waits: Promise<unknown>[] = [];
  find("form").dispatchEvent(new CustomEvent("form:wait", { detail: { waits } }));
  expect(waits).toHaveLength(1);
  find("[data-chip=remove]").click();
  done({ id: "1", name: "a", size: 1 });
  await settle();
  expect(all("input[type=hidden], [data-uploads=item]")).toHaveLength(0);
});

test("a draft brings the files back", () => {
  mount(FORM, { uploads });
  find("[data-controller]").dispatchEvent(
    new CustomEvent("uploads:fill", { detail: [{ id: "7", name: "old.pdf", size: 5 }] }),
  );
  expect(find<HTMLInputElement>("input[type=hidden]")).toMatchObject({ name: "files.0", value: "7" });
  expect(find("[data-chip=name]").textContent).toBe("old.pdf");
});

const DRAFTED = FORM.replace("<form>", '<form data-draft="confirmation:4">');

test("a file that has not arrived is kept here, comes back with the form, and is sent then", async () => {
  vi.mocked(upload).mockResolvedValueOnce({ problem: "No connection", again: true });
  mount(DRAFTED, { uploads });
  choose(file("socket.jpg"));
  await settle();
  expect(await loadFiles("confirmation:4")).toHaveLength(1);
  mount(DRAFTED, { uploads });
  await settle();
  expect(find<HTMLInputElement>("input[type=hidden]").value).toContain("id-");
  expect(await loadFiles("confirmation:4")).toEqual([]);
});

test("the form is told what has not arrived, and may ask for another try", async () => {
  vi.mocked(upload).mockResolvedValueOnce({ problem: "No connection", again: true });
  mount(DRAFTED, { uploads });
  choose(file("socket.jpg"), file("empty.jpg", 0));
  await settle();
  const unsent = () => {
    const files: string[] = [];
    find("form").dispatchEvent(new CustomEvent("form:unsent", { detail: { files } }));
    return files;
  };
  expect(unsent()).toEqual(["socket.jpg", "empty.jpg"]);
  find("form").dispatchEvent(new CustomEvent("form:again"));
  await settle();
  expect(unsent()).toEqual(["empty.jpg"]);
});

test.each([
  ["the network", () => window.dispatchEvent(new Event("online"))],
  ["the server", () => document.dispatchEvent(new CustomEvent("fw:online"))],
])("%s comes back: what had failed is sent", async (_what, comesBack) => {
  vi.mocked(upload).mockResolvedValueOnce({ problem: "No connection", again: true });
  mount(DRAFTED, { uploads });
  choose(file("socket.jpg"));
  await settle();
  comesBack();
  await settle();
  expect(all("input[type=hidden]")).toHaveLength(1);
});

test("a removed file is forgotten here, too; one that a message took over is not", async () => {
  vi.mocked(upload).mockResolvedValue({ problem: "No connection", again: true });
  mount(DRAFTED, { uploads });
  choose(file("a.jpg"), file("b.jpg"));
  await settle();
  find("[data-chip=remove]").click();
  await settle();
  expect((await loadFiles("confirmation:4")).length).toBe(1);
  find("form").dispatchEvent(new CustomEvent("uploads:hand-over"));
  expect(all("[data-uploads=item]")).toHaveLength(0);
  expect((await loadFiles("confirmation:4")).length).toBe(1);
});
