/** Who is signed in on this page, and the token that proves it to the server. */

export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

/** A new sign-in in another tab makes the token of this page too old; the new one takes its place. */
export function setCsrfToken(token: string): void {
  document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.setAttribute("content", token);
}

/** Id of the signed-in person; local data is kept apart by it. */
export function personId(): string {
  return document.body.dataset.person ?? "nobody";
}
