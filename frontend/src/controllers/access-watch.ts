import type { Controller } from "../registry.ts";
import { getFragment } from "../requests.ts";

/** A page of one order's form: when the order is not this person's any more, nothing of it stays on the screen. */
export const accessWatch: Controller = (element, signal) => {
  const url = element.dataset.accessWatchUrl;
  if (!url) return;
  const look = async () => {
    if ((await getFragment(url))?.status === 404) location.assign("/orders");
  };
  const onUpdate = (event: Event) => (event as CustomEvent<{ order: number | null }>).detail.order === null && look();
  document.addEventListener("fw:update", onUpdate, { signal });
};
