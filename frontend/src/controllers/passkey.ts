import { part } from "../dom.ts";
import { showError } from "../form-errors.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";

interface Options {
  publicKey: PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON;
}

/** Asks the device for a passkey (`data-passkey-way` get or create) and sends what it answers with the form. */
export const passkey: Controller = (element, signal) => {
  const form = element as HTMLFormElement;
  const button = part<HTMLButtonElement>(form, "passkey", "start");
  if (!button) return;
  if (!canAsk()) {
    form.hidden = true;
    return;
  }
  const start = async () => {
    if (!form.reportValidity()) return;
    say(form, "");
    button.disabled = true;
    try {
      const credential = await ask(form);
      const field = part<HTMLInputElement>(form, "passkey", "credential");
      if (!credential || !field) throw new Error("nothing came");
      field.value = JSON.stringify(credential);
      form.submit();
    } catch {
      // Cancelled, timed out, unknown here: the browser has told the person which.
      say(form, word("passkey_failed"));
      button.disabled = false;
    }
  };
  button.addEventListener("click", () => void start(), { signal });
};

function canAsk(): boolean {
  return typeof PublicKeyCredential === "function" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

async function ask(form: HTMLFormElement): Promise<object | undefined> {
  const { publicKey } = await options(form);
  const found =
    form.dataset.passkeyWay === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  return found instanceof PublicKeyCredential ? found.toJSON() : undefined;
}

async function options(form: HTMLFormElement): Promise<Options> {
  const { passkeyOptions: given, passkeyUrl: url } = form.dataset;
  if (given) return JSON.parse(given) as Options;
  const response = await fetch(url ?? "", { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!response.ok) throw new Error(String(response.status));
  return ((await response.json()) as { request_options: Options }).request_options;
}

function say(form: HTMLFormElement, sentence: string): void {
  showError(part(form, "passkey", "problem"), sentence);
}
