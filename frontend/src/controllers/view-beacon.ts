import type { Controller } from "../registry.ts";
import { post } from "../requests.ts";

/** Says once that a person has this page before their eyes; whoever only fetches it says nothing. */
export const viewBeacon: Controller = (element, signal) => {
  const url = element.dataset.viewBeaconUrl;
  if (!url) return;
  let said = false;
  const look = () => {
    if (said || document.visibilityState !== "visible") return;
    said = true;
    void post(url, new URLSearchParams()).catch(() => {
      said = false;
    });
  };
  document.addEventListener("visibilitychange", look, { signal });
  look();
};
