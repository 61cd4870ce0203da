import type { Controller } from "../registry.ts";
import { csrfToken } from "../session.ts";

/** A link that tells the server it was opened, without holding up the way there. */
export const openLink: Controller = (element, signal) => {
  const url = element.dataset.openLinkUrl;
  const notice = element.dataset.openLinkNotice;
  if (!url || !notice) return;
  const opened = (event: MouseEvent) => {
    if (event.button > 1) return;
    // The page that opens marks it, too; this one only makes the bell right sooner.
    void fetch(url, {
      method: "POST",
      body: new URLSearchParams({ notice }),
      headers: { "X-Requested-With": "fetch", "X-CSRFToken": csrfToken() },
      credentials: "same-origin",
      keepalive: true,
    }).catch(() => undefined);
  };
  for (const name of ["click", "auxclick"] as const) element.addEventListener(name, opened, { signal });
};
