/** A behaviour of one element. `signal` is aborted when the element leaves the page. */
export type Controller = (element: HTMLElement, signal: AbortSignal) => void;

const bound = new WeakMap<Element, AbortController>();

/** Binds controllers to every `data-controller` now and later. Returns a function that stops it all. */
export function start(controllers: Record<string, Controller>, root: Element = document.documentElement): () => void {
  const bind = (node: Node) => each(node, (element) => connect(element, controllers));
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      for (const node of record.removedNodes) each(node, disconnect);
      for (const node of record.addedNodes) bind(node);
    }
  });
  // At once, so that a field which is focused right after it was added hears it.
  const added = (event: Event) => bind(event.target as Node);
  bind(root);
  root.addEventListener("fw:added", added);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    root.removeEventListener("fw:added", added);
    each(root, release);
  };
}

function connect(element: HTMLElement, controllers: Record<string, Controller>): void {
  if (bound.has(element) || !element.isConnected) return;
  const leave = new AbortController();
  bound.set(element, leave);
  for (const name of (element.dataset.controller ?? "").split(/\s+/)) {
    if (name) run(name, controllers[name], element, leave.signal);
  }
}

// A broken part must not take the rest of the page with it.
function run(name: string, controller: Controller | undefined, element: HTMLElement, signal: AbortSignal): void {
  try {
    if (!controller) throw new Error(`no controller "${name}"`);
    controller(element, signal);
  } catch (error) {
    console.error(error, element);
  }
}

// A moved element is removed and added in one step: it keeps its state.
function disconnect(element: HTMLElement): void {
  if (!element.isConnected) release(element);
}

function release(element: HTMLElement): void {
  bound.get(element)?.abort();
  bound.delete(element);
}

function each(node: Node, act: (element: HTMLElement) => void): void {
  if (!(node instanceof HTMLElement)) return;
  if (node.dataset.controller !== undefined) act(node);
  for (const element of node.querySelectorAll<HTMLElement>("[data-controller]")) act(element);
}
