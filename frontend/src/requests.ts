import { csrfToken } from "./page.ts";
import { type Word, word } from "./words.ts";

const SENTENCES: Record<number, Word> = {
  401: "signed_out",
  403: "not_allowed",
  404: "not_found",
  409: "changed_meanwhile",
  413: "too_large",
  429: "too_many_requests",
};

/** POST of form fields; a redirect is not followed, because only the sign-in page answers with one. Rejects offline. */
export function post(url: string, fields: URLSearchParams): Promise<Response> {
  return fetch(url, {
    method: "POST",
    body: fields,
    headers: { "X-Requested-With": "fetch", "X-CSRFToken": csrfToken(), Accept: "text/html, application/problem+json" },
    credentials: "same-origin",
    redirect: "manual",
  });
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
