/** Where a person begins in a form: the first place that takes something, or a button before it. */
const PLACES =
  "input:not([type=hidden], [type=file], [disabled], [readonly]), textarea:not([disabled]), select:not([disabled]), button:not([disabled])";

/** The first field or button that is seen; none on a touch screen, where a focused field throws its keyboard over the page. */
export function firstPlace(inside: ParentNode): HTMLElement | null {
  if (window.matchMedia("(pointer: coarse)").matches) return null;
  return [...inside.querySelectorAll<HTMLElement>(PLACES)].find((place) => place.offsetParent !== null) ?? null;
}
