import { showBadge } from "../badges.ts";
import type { Controller } from "../registry.ts";
import { getFragment } from "../requests.ts";

const WAIT_MS = 400;
const A_COUNT = /^[0-9]{0,3}\+?$/;

/** Keeps the count of unread notices in step: asked again after whatever is new anywhere. */
export const bell: Controller = (element, signal) => {
  const url = element.dataset.bellUrl;
  if (!url) return;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const look = async () => {
    const answer = await getFragment(url);
    const count = answer?.ok ? answer.html.trim() : "?";
    if (A_COUNT.test(count)) showBadge("notices", count);
  };
  const onUpdate = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void look(), WAIT_MS);
  };
  document.addEventListener("fw:update", onUpdate, { signal });
  signal.addEventListener("abort", () => clearTimeout(waiting));
};
