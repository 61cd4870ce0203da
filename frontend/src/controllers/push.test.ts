import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { find, html, leave, mount, problem, sentFields, serve, settle } from "../testing.ts";
import { push } from "./push.ts";

const PAGE = `<section data-controller="push" data-push-url="/notices/devices" data-push-removal-url="/notices/devices/removal" data-push-key="BAAB">
  <p data-push="unsupported" hidden></p><p data-push="denied" hidden></p>
  <div data-push="off" hidden><button data-push="start">start</button></div>
  <div data-push="on" hidden><button data-push="stop">stop</button></div>
  <p data-push="problem" hidden></p></section>`;
const shown = () => ["unsupported", "denied", "off", "on"].filter((name) => !find(`[data-push=${name}]`).hidden);

let subscription: object | null;
let asked: ReturnType<typeof vi.fn>;
const made = {
  endpoint: "https://push.example/1",
  toJSON: () => ({ endpoint: "https://push.example/1", keys: { p256dh: "P", auth: "A" } }),
  unsubscribe: vi.fn(async () => true),
};

function browser(permission: string, answer = "granted"): void {
  asked = vi.fn(async () => answer);
  const subscribe = vi.fn(async () => {
    subscription = made;
    return made;
  });
  const registration = { pushManager: { getSubscription: async () => subscription, subscribe } };
  const serviceWorker = {
    getRegistration: async () => (subscription ? registration : undefined),
    register: async () => registration,
    ready: Promise.resolve(registration),
  };
  vi.stubGlobal("navigator", { serviceWorker });
  vi.stubGlobal("PushManager", class {});
  vi.stubGlobal("Notification", { permission, requestPermission: asked });
}

beforeEach(() => {
  subscription = null;
  localStorage.clear();
});
afterEach(() => {
  leave();
  vi.unstubAllGlobals();
});

test("nobody is asked before the button is pressed", async () => {
  browser("default");
  mount(PAGE, { push });
  await settle();
  expect(shown()).toEqual(["off"]);
  expect(asked).not.toHaveBeenCalled();
});

test("who agrees is signed up with the keys of the browser", async () => {
  browser("default");
  const sent = serve(html("", 204));
  mount(PAGE, { push });
  await settle();
  find("[data-push=start]").click();
  await settle();
  expect(shown()).toEqual(["on"]);
  expect(sentFields(sent)).toEqual({ endpoint: "https://push.example/1", p256dh: "P", auth: "A" });
});

test("who says no is signed up to nothing", async () => {
  browser("default", "denied");
  const sent = serve(html("", 204));
  mount(PAGE, { push });
  await settle();
  find("[data-push=start]").click();
  await settle();
  expect(sent).not.toHaveBeenCalled();
  expect(shown()).toEqual(["off"]);
});

test("a browser that was told no, and one that cannot, say so", async () => {
  browser("denied");
  mount(PAGE, { push });
  await settle();
  expect(shown()).toEqual(["denied"]);
  vi.stubGlobal("navigator", {});
  mount(PAGE, { push });
  await settle();
  expect(shown()).toEqual(["unsupported"]);
});

test("what the server says against it is told", async () => {
  browser("granted");
  serve(problem("This is no push service", 422));
  mount(PAGE, { push });
  await settle();
  find("[data-push=start]").click();
  await settle();
  expect(find("[data-push=problem]").textContent).toBe("This is no push service");
  expect(shown()).toEqual(["off"]);
});

test("after a new sign-in the same person is signed up again, another one is not", async () => {
  browser("granted");
  subscription = made;
  localStorage.setItem("fw:push", "nobody");
  const sent = serve(html("", 204));
  mount(PAGE, { push });
  await settle();
  expect(shown()).toEqual(["on"]);
  expect(sent).toHaveBeenCalledOnce();
  localStorage.setItem("fw:push", "7");
  mount(PAGE, { push });
  await settle();
  expect(shown()).toEqual(["off"]);
  expect(sent).toHaveBeenCalledOnce();
});

test("who stops is forgotten by server and browser", async () => {
  browser("granted");
  subscription = made;
  localStorage.setItem("fw:push", "nobody");
  const sent = serve(html("", 204));
  mount(PAGE, { push });
  await settle();
  find("[data-push=stop]").click();
  await settle();
  expect(sent.mock.calls[1]?.[0]).toBe("/notices/devices/removal");
  expect(made.unsubscribe).toHaveBeenCalled();
  expect(shown()).toEqual(["off"]);
});
