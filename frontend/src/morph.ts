/** What the person has opened, typed or is shown by a controller is theirs. */
export function mayChange(node: Element, name: string): boolean {
  if (name === "open" && node instanceof HTMLDetailsElement) return false;
  if (name === "value" && node === document.activeElement) return false;
  return name !== "aria-expanded" && name !== "data-copied";
}
