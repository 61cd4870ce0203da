import { type Word, word } from "./messages.ts";
import { csrfToken, personId, setCsrfToken } from "./session.ts";

const SENTENCES: Record<number, Word> = {
  401: "signed_out",
  403: "not_allowed",
  404: "not_found",
  409: "changed_meanwhile",
  413: "too_large",
  429: "too_many_requests",
};

/** POST of form fields; a redirect is not followed, because only the sign-in page answers with one. Rejects offline. */
export function post(url: string, fields: URLSearchParams, signal: AbortSignal | null = null): Promise<Response> {
  return fetch(url, {
    signal,
    method: "POST",
    body: fields,
    headers: { "X-Requested-With": "fetch", "X-CSRFToken": csrfToken(), Accept: "text/html, application/problem+json" },
    credentials: "same-origin",
    redirect: "manual",
  });
}

/** Whose session the browser has now, with a token that its writes need; null without an answer, "" for nobody's. */
export async function session(): Promise<{ person: string; token: string } | null> {
  try {
    const response = await fetch("/session", {
      headers: { "X-Requested-With": "fetch", Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(LONGEST_FETCH_MS),
    });
    if (isSignedOut(response)) return { person: "", token: "" };
    if (!response.ok) return null;
    const { person, csrf_token: token } = (await response.json()) as { person: number; csrf_token: string };
    return { person: String(person), token };
  } catch {
    return null;
  }
}

/** POST that fetches a new token once when its own is too old, and the session is still this person's. */
export async function postAnew(
  url: string,
  fields: URLSearchParams,
  signal: AbortSignal | null = null,
): Promise<Response> {
  const response = await post(url, fields, signal);
  return response.status === 403 && (await renewToken()) ? post(url, fields, signal) : response;
}

/** Whether there is a new token: the session is still, or again, that of this page's person. */
export async function renewToken(): Promise<boolean> {
  const now = await session();
  if (now?.person !== personId()) return false;
  setCsrfToken(now.token);
  return true;
}

const LONGEST_FETCH_MS = 30_000;

/** What a GET of HTML brought, with its whole body. */
export interface Fragment {
  ok: boolean;
  status: number;
  headers: Headers;
  html: string;
}

/** GET of HTML, or null when it did not come whole (offline, cut, too slow, refused, signed out); 404 comes through. */
export async function getFragment(url: string, headers: Record<string, string> = {}): Promise<Fragment | null> {
  try {
    const response = await fetch(url, {
      headers: { "X-Requested-With": "fetch", Accept: "text/html", ...headers },
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout(LONGEST_FETCH_MS),
    });
    if (!response.ok && response.status !== 404) return null;
    return { ok: response.ok, status: response.status, headers: response.headers, html: await response.text() };
  } catch {
    return null;
  }
}

export function isSignedOut(response: Response): boolean {
  return (
    response.type === "opaqueredirect" || response.status === 401 || (response.status >= 300 && response.status < 400)
  );
}

/** What to tell the person about an answer that is no success; null = no answer at all. */
export async function sentenceFor(response: Response | null): Promise<string> {
  if (response === null) return word("no_connection");
  if (isSignedOut(response)) return word("signed_out");
  return (await detailOf(response)) ?? word(SENTENCES[response.status] ?? fallback(response.status));
}

function fallback(status: number): Word {
  return status >= 500 ? "server_failed" : "refused";
}

async function detailOf(response: Response): Promise<string | undefined> {
  if (!response.headers.get("Content-Type")?.includes("json")) return undefined;
  try {
    const problem: unknown = await response.json();
    return typeof problem === "object" && problem !== null && "detail" in problem && problem.detail
      ? String(problem.detail)
      : undefined;
  } catch {
    return undefined;
  }
}
