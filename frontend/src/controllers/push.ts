import { part } from "../dom.ts";
import { showError } from "../form-errors.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { post, sentenceFor } from "../requests.ts";
import { personId } from "../session.ts";

type State = "unsupported" | "denied" | "off" | "on";
const STATES: State[] = ["unsupported", "denied", "off", "on"];

/** Asks, once the person presses the button, whether this browser may show what is pushed, and signs it up. */
export const push: Controller = (element, signal) => {
  const press = (name: string, act: (element: HTMLElement) => Promise<void>) =>
    part(element, "push", name)?.addEventListener("click", () => void tried(element, act), { signal });
  press("start", start);
  press("stop", stop);
  void tried(element, look);
};

async function tried(element: HTMLElement, act: (element: HTMLElement) => Promise<void>): Promise<void> {
  problem(element, "");
  try {
    await act(element);
  } catch {
    problem(element, word("push_failed"));
  }
}

async function look(element: HTMLElement): Promise<void> {
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window))
    return show(element, "unsupported");
  if (Notification.permission === "denied") return show(element, "denied");
  const subscription = await (await navigator.serviceWorker.getRegistration("/"))?.pushManager.getSubscription();
  if (!subscription || agreed() !== personId()) return show(element, "off");
  // Signed in anew since: the server knows this browser by its session.
  if (await tell(element, subscription)) show(element, "on");
  else show(element, "off");
}

async function start(element: HTMLElement): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") return look(element);
  const registration = await navigator.serviceWorker.register("/sw.js");
  await navigator.serviceWorker.ready;
  const applicationServerKey = bytes(element.dataset.pushKey ?? "");
  const options = { userVisibleOnly: true, applicationServerKey };
  const subscription = await registration.pushManager.subscribe(options);
  if (!(await tell(element, subscription))) return;
  agree(personId());
  show(element, "on");
}

async function stop(element: HTMLElement): Promise<void> {
  agree("");
  const subscription = await (await navigator.serviceWorker.getRegistration("/"))?.pushManager.getSubscription();
  if (subscription) {
    await post(element.dataset.pushRemovalUrl ?? "", new URLSearchParams({ endpoint: subscription.endpoint }));
    await subscription.unsubscribe();
  }
  show(element, "off");
}

async function tell(element: HTMLElement, subscription: PushSubscription): Promise<boolean> {
  const { endpoint = "", keys = {} } = subscription.toJSON();
  const fields = new URLSearchParams({ endpoint, p256dh: keys.p256dh ?? "", auth: keys.auth ?? "" });
  const answer = await post(element.dataset.pushUrl ?? "", fields).catch(() => null);
  if (!answer?.ok) problem(element, await sentenceFor(answer));
  return answer?.ok ?? false;
}

function show(element: HTMLElement, state: State): void {
  for (const name of STATES) {
    const found = part(element, "push", name);
    if (found) found.hidden = name !== state;
  }
}

function problem(element: HTMLElement, sentence: string): void {
  showError(part(element, "push", "problem"), sentence);
}

/** Who agreed in this browser; another person who signs in here is asked anew. */
function agreed(): string {
  try {
    return localStorage.getItem("fw:push") ?? "";
  } catch {
    return "";
  }
}

function agree(person: string): void {
  try {
    localStorage.setItem("fw:push", person);
  } catch {
    // Without storage it holds for this page.
  }
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}
