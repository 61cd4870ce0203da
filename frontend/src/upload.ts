import type { StoredFile } from "./drafts.ts";
import { word } from "./words.ts";

/** Sends one file, telling how far it is in percent. Never rejects. XHR, because fetch does not tell progress. */
export function upload(
  url: string,
  file: File,
  token: string,
  cancel: AbortSignal,
  progress: (percent: number) => void,
): Promise<StoredFile | { problem: string }> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file, file.name);
    request.open("POST", url);
    request.setRequestHeader("X-Requested-With", "fetch");
    request.setRequestHeader("X-CSRFToken", token);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => event.lengthComputable && progress((event.loaded * 100) / event.total);
    request.onload = () => resolve(read(request, file));
    request.onerror = request.ontimeout = () => resolve({ problem: word("upload_failed") });
    request.onabort = () => resolve({ problem: word("upload_failed") });
    cancel.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}

function read(request: XMLHttpRequest, file: File): StoredFile | { problem: string } {
  const answer = parsed(request.responseText);
  if (request.status >= 200 && request.status < 300 && answer.id !== undefined) {
    return { id: String(answer.id), name: String(answer.name ?? file.name), size: Number(answer.size ?? file.size) };
  }
  // A success that is no JSON is the sign-in page.
  if (request.status === 401 || request.status < 400) return { problem: word("signed_out") };
  if (request.status === 413 && !answer.detail) return { problem: word("too_large") };
  return { problem: answer.detail ? String(answer.detail) : word("upload_failed") };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
