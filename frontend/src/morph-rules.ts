/** An open menu stays as it is until it is closed: a change below the pointer would be pressed by mistake. */
export function isKept(node: Element): boolean {
  if (node.closest?.("[data-keep]")) return true;
  return node.closest?.("[popover]")?.matches(":popover-open") ?? false;
}

/** What the person has opened, typed or is shown by a controller is theirs. */
export function mayChange(node: Element, name: string): boolean {
  if (name === "open" && node instanceof HTMLDetailsElement) return false;
  if (name === "value" && node === document.activeElement) return false;
  return name !== "aria-expanded" && name !== "data-copied" && name !== "data-on";
}
