/** Writes a count on every badge of this name; none for "0" and "". */
export function showBadge(name: string, count: string): void {
  for (const badge of document.querySelectorAll<HTMLElement>(`[data-badge="${CSS.escape(name)}"]`)) write(badge, count);
}

function write(badge: HTMLElement, count: string): void {
  badge.hidden = count === "0" || count === "";
  const number = document.createElement("span");
  number.setAttribute("aria-hidden", "true");
  number.textContent = count;
  const words = document.createElement("span");
  words.className = "visually-hidden";
  words.textContent = (badge.dataset.badgeLabel ?? "{n}").replace("{n}", count);
  badge.replaceChildren(number, words);
}
