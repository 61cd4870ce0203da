import type { StoredFile } from "./drafts.ts";
import { word } from "./messages.ts";
import { renewToken } from "./requests.ts";
import { csrfToken } from "./session.ts";

const STALLED_MS = 60_000;

/** Why a file did not arrive, and whether another try may end otherwise. */
export interface UploadProblem {
  problem: string;
  again: boolean;
}

export function isStored(answer: StoredFile | UploadProblem): answer is StoredFile {
  return "id" in answer;
}

type Answer = StoredFile | (UploadProblem & { status: number });

/** Sends one file, telling how far it is in percent. Never rejects. */
export async function upload(
  url: string,
  file: File,
  cancel: AbortSignal,
  progress: (percent: number) => void = () => {},
): Promise<StoredFile | UploadProblem> {
  const answer = await send(url, file, cancel, progress);
  const isOld = "problem" in answer && answer.status === 403 && !cancel.aborted;
  return isOld && (await renewToken()) ? send(url, file, cancel, progress) : answer;
}

// XHR, because fetch does not tell progress.
function send(url: string, file: File, cancel: AbortSignal, progress: (percent: number) => void): Promise<Answer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file, file.name);
    request.open("POST", url);
    request.setRequestHeader("X-Requested-With", "fetch");
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.setRequestHeader("Accept", "application/json");
    // A line that holds without passing anything on would keep the file for ever.
    let stalled = setTimeout(() => request.abort(), STALLED_MS);
    request.upload.onprogress = (event) => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), STALLED_MS);
      if (event.lengthComputable) progress((event.loaded * 100) / event.total);
    };
    const end = (answer: Answer) => {
      clearTimeout(stalled);
      resolve(answer);
    };
    request.onload = () => end(read(request, file));
    request.onerror = request.onabort = () => end({ problem: word("upload_failed"), again: true, status: 0 });
    cancel.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}

function read(request: XMLHttpRequest, file: File): Answer {
  const { status } = request;
  const answer = parsed(request.responseText);
  if (status >= 200 && status < 300 && answer.id !== undefined) {
    return { id: String(answer.id), name: String(answer.name ?? file.name), size: Number(answer.size ?? file.size) };
  }
  // A success that is no JSON is the sign-in page.
  if (status === 401 || status < 400) return { problem: word("signed_out"), again: true, status };
  const again = status >= 500 || [403, 408, 425, 429].includes(status);
  if (status === 413 && !answer.detail) return { problem: word("too_large"), again, status };
  return { problem: answer.detail ? String(answer.detail) : word("upload_failed"), again, status };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
