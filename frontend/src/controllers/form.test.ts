import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadDraft, prepareStorage, saveDraft } from "../storage.ts";
import { find, forgetAll, html, leave, mount, problem, sentFields, serve, settle, type } from "../testing.ts";
import { form } from "./form.ts";

const FORM = `<form id="f" data-controller="form" action="/orders/4/release" method="post" data-draft="release:4">
  <input type="hidden" name="submission_id" value=""><div data-form="problem" role="alert" hidden></div><span data-form="saved" hidden></span>
  <input name="note"><button name="kind" value="now">Send</button></form>`;

beforeEach(() => forgetAll());
afterEach(() => {
  leave();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const send = () => find<HTMLFormElement>("form").requestSubmit(find("form button"));

test("a form is sent once at a time, the button says so and works again", async () => {
  const fetched = serve(problem("No.", 409));
  mount(FORM, { form });
  type("[name=note]", "Key at the desk");
  send();
  send();
  expect(find("button").getAttribute("aria-disabled")).toBe("true");
  await settle();
  expect(fetched).toHaveBeenCalledOnce();
  expect(sentFields(fetched)).toMatchObject({ note: "Key at the desk", kind: "now" });
  expect(find("button").hasAttribute("aria-disabled")).toBe(false);
  expect(find("button").textContent).toBe("Send");
});

test("a refusal is told in its own words, the text stays, the next try is the same submission", async () => {
  const fetched = serve(problem("Diego closed this order at 12:20.", 409), new Error("offline"));
  mount(FORM, { form });
  type("[name=note]", "mine");
  send();
  await settle();
  const region = find("[data-form=problem]");
  expect([region.hidden, region.textContent]).toEqual([false, "Diego closed this order at 12:20."]);
  expect(find<HTMLInputElement>("[name=note]").value).toBe("mine");
  send();
  await settle();
  expect(region.textContent).toContain("No connection");
  expect(sentFields(fetched, 1).submission_id).toBe(sentFields(fetched, 0).submission_id);
  expect(sentFields(fetched).submission_id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/);
});

test("a submission that the server named keeps its name", () => {
  mount(FORM.replace('name="submission_id" value=""', 'name="submission_id" value="given"'), { form });
  expect(find<HTMLInputElement>("[name=submission_id]").value).toBe("given");
});

test("422 puts the answered form in place and the focus on the first mistake", async () => {
  serve(html(FORM.replace('name="note"', 'name="note" value="short" aria-invalid="true"'), 422));
  mount(`<main>${FORM}</main>`, { form });
  send();
  await settle();
  expect(document.activeElement).toBe(find("[name=note]"));
  expect(find<HTMLInputElement>("main > form [name=note]").value).toBe("short");
});

test("409 puts the form with both in place and the focus on the sentence about it", async () => {
  const both = FORM.replace("</form>", '<div data-form="overtaken">Somebody else has saved this</div></form>');
  serve(html(both.replace('name="note"', 'name="note" value="mine"'), 409));
  mount(`<main>${FORM}</main>`, { form });
  send();
  await settle();
  expect(document.activeElement).toBe(find("[data-form=overtaken]"));
  expect(find<HTMLInputElement>("main > form [name=note]").value).toBe("mine");
});

test("success in the dialog closes it, forgets the draft and wakes the page", async () => {
  serve(html("", 201, { "X-Location": location.pathname, "X-Toast": "Order%20released" }));
  mount(`<dialog open>${FORM}</dialog>`, { form });
  const heard = vi.fn();
  document.addEventListener("fw:update", heard, { once: true });
  type("[name=note]", "x");
  window.dispatchEvent(new Event("pagehide"));
  expect(await loadDraft("release:4")).not.toBeNull();
  send();
  await settle();
  expect(find<HTMLDialogElement>("dialog").open).toBe(false);
  expect(heard).toHaveBeenCalledOnce();
  expect(find("#toasts").textContent).toBe("Order released");
  await new Promise((done) => setTimeout(done, 450));
  expect(await loadDraft("release:4")).toBeNull();
});

test("what was typed comes back on the next page with the same submission", async () => {
  mount(FORM, { form });
  const id = find<HTMLInputElement>("[name=submission_id]").value;
  type("[name=note]", "half a sentence");
  await new Promise((done) => setTimeout(done, 450));
  expect(find("[data-form=saved]").textContent).toContain("Draft saved");
  mount(FORM, { form });
  await settle();
  expect(find<HTMLInputElement>("[name=note]").value).toBe("half a sentence");
  expect(find<HTMLInputElement>("[name=submission_id]").value).toBe(id);
});

test("leaving the page at once still keeps what was typed", async () => {
  await prepareStorage();
  mount(FORM, { form });
  type("[name=note]", "quick");
  window.dispatchEvent(new Event("pagehide"));
  expect((await loadDraft("release:4"))?.fields).toContainEqual(["note", "quick"]);
});

test("sending waits for what announced itself", async () => {
  const fetched = serve(html("", 201));
  mount(`<dialog open>${FORM}</dialog>`, { form });
  let done = () => {};
  const upload = new Promise<void>((resolve) => {
    done = resolve;
  });
  find("form").addEventListener("form:wait", (event) => (event as CustomEvent).detail.waits.push(upload));
  send();
  await settle();
  expect(fetched).not.toHaveBeenCalled();
  done();
  await settle();
  expect(fetched).toHaveBeenCalledOnce();
});

test("what was typed before the draft came is not written over", async () => {
  await saveDraft("release:4", { at: 1, fields: [["note", "old"]], labels: {}, rows: {}, files: {} });
  mount(FORM, { form });
  type("[name=note]", "new");
  await settle();
  expect(find<HTMLInputElement>("[name=note]").value).toBe("new");
});

test("a form that is emptied by hand leaves no draft", async () => {
  mount(FORM.replace('<input type="hidden" name="submission_id" value="">', ""), { form });
  type("[name=note]", "x");
  window.dispatchEvent(new Event("pagehide"));
  expect(await loadDraft("release:4")).not.toBeNull();
  type("[name=note]", "");
  window.dispatchEvent(new Event("pagehide"));
  expect(await loadDraft("release:4")).toBeNull();
});

test("a token that is too old is fetched anew, and the same submission sent", async () => {
  document.head.innerHTML = '<meta name="csrf-token" content="old">';
  const session = new Response(JSON.stringify({ person: "nobody", csrf_token: "new" }));
  const fetched = serve(html("", 403), session, html("", 201));
  mount(`<dialog open>${FORM}</dialog>`, { form });
  send();
  await settle();
  expect(fetched.mock.calls.map(([url]) => url)).toEqual(["/orders/4/release", "/session", "/orders/4/release"]);
  expect(sentFields(fetched, 2).submission_id).toBe(sentFields(fetched, 0).submission_id);
  document.head.innerHTML = "";
});

/** A form with a file that does not arrive until `again` is heard `times` times. */
function withFile(times: number): void {
  mount(`<dialog open>${FORM}</dialog>`, { form });
  let missing = times;
  find("form").addEventListener("form:unsent", (event) => {
    if (missing > 0) (event as CustomEvent).detail.files.push("socket.jpg");
  });
  find("form").addEventListener("form:again", () => {
    missing -= 1;
  });
}

const answer = (value: string) => find(`.dialog--small button[value=${value}]`).click();

test("a file that failed is tried once more before anything is asked", async () => {
  const fetched = serve(html("", 201));
  withFile(1);
  send();
  await settle();
  expect(document.querySelector(".dialog--small")).toBeNull();
  expect(fetched).toHaveBeenCalledOnce();
});

test("a form whose file did not arrive waits for an answer, and says which", async () => {
  const fetched = serve(html("", 201));
  withFile(4);
  send();
  await settle();
  expect(fetched).not.toHaveBeenCalled();
  expect(find(".dialog--small").textContent).toContain("socket.jpg");
  answer("back");
  await settle();
  expect([fetched.mock.calls.length, find("form button").hasAttribute("aria-disabled")]).toEqual([0, false]);
  send();
  await settle();
  answer("again");
  await settle();
  expect(fetched).not.toHaveBeenCalled();
  answer("again");
  await settle();
  expect(fetched).toHaveBeenCalledOnce();
});

test("it goes without the file when its writer says so", async () => {
  const fetched = serve(html("", 201));
  withFile(9);
  send();
  await settle();
  answer("without");
  await settle();
  expect(fetched).toHaveBeenCalledOnce();
});

test("a field that is touched after a refusal loses its fault", async () => {
  serve(
    html(
      FORM.replace(
        '<input name="note">',
        '<p class="field"><input name="note" aria-invalid="true"><span class="field-error">No</span></p>',
      ),
      422,
    ),
  );
  mount(`<main>${FORM}</main>`, { form });
  send();
  await settle();
  expect(find(".field-error").textContent).toBe("No");
  type("[name=note]", "better");
  expect([document.querySelector(".field-error"), find("[name=note]").hasAttribute("aria-invalid")]).toEqual([
    null,
    false,
  ]);
});

test("a form that is the page keeps the page's heading when it is answered anew", async () => {
  const head = (level: string) =>
    FORM.replace(/(<form[^>]*>)/, `$1<${level} id="dialog-title" tabindex="-1">Confirmation</${level}>`);
  serve(html(head("h2"), 422));
  mount(`<main>${head("h1")}</main>`, { form });
  send();
  await settle();
  expect(find("#dialog-title").outerHTML).toBe('<h1 id="dialog-title" tabindex="-1">Confirmation</h1>');
});

test("a page that the browser brings back with a form that was sent is loaded again", async () => {
  const reload = vi.spyOn(location, "reload").mockImplementation(() => {});
  vi.spyOn(location, "assign").mockImplementation(() => {});
  serve(html("", 201, { "X-Location": "/orders/5" }));
  mount(FORM, { form });
  const back = () => window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  back();
  expect(reload).not.toHaveBeenCalled();
  send();
  await settle();
  back();
  expect(reload).toHaveBeenCalledOnce();
});

// faults.md D14: it is on this device that a draft is kept, and that is what is said.
test("the draft's clock is the company's, as all times beside it", async () => {
  vi.useFakeTimers({ now: new Date("2026-06-02T21:30:00Z"), toFake: ["Date"] });
  document.body.dataset.zoneOffsets = "[[1700000000000,540]]";
  document.body.dataset.locale = "en-GB";
  mount(FORM, { form });
  type("[name=note]", "late");
  await new Promise((done) => setTimeout(done, 450));
  expect(find("[data-form=saved]").textContent).toBe("Draft saved on this device 06:30");
  delete document.body.dataset.zoneOffsets;
  delete document.body.dataset.locale;
  vi.useRealTimers();
});
