import { part } from "../dom.ts";
import type { Controller } from "../registry.ts";

const SWIPE_PX = 48;

/** Pictures over the whole page: those of the timeline, or of the dialog they were opened from. */
export const lightbox: Controller = (element, signal) => {
  new Lightbox(element as HTMLDialogElement, signal);
};

class Lightbox {
  private links: HTMLAnchorElement[] = [];
  private at = 0;
  private pressedAt = 0;

  constructor(
    private readonly dialog: HTMLDialogElement,
    signal: AbortSignal,
  ) {
    document.addEventListener("click", (event) => this.clicked(event), { signal });
    dialog.addEventListener("keydown", (event) => this.pressed(event), { signal });
    dialog.addEventListener("click", (event) => this.chosen(event), { signal });
    dialog.addEventListener("pointerdown", ({ clientX }) => (this.pressedAt = clientX), { signal });
    dialog.addEventListener("pointerup", (event) => this.swiped(event), { signal });
    dialog.addEventListener("close", () => this.closed(), { signal });
  }

  private clicked(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-lightbox]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const all = [
      ...(link.closest("dialog, aside, [role=log]") ?? document).querySelectorAll<HTMLAnchorElement>(
        "a[data-lightbox]",
      ),
    ];
    this.links = all.filter((one) => one.checkVisibility?.() ?? true);
    this.show(this.links.indexOf(link));
    if (!this.dialog.open) this.dialog.showModal();
  }

  private show(at: number): void {
    const link = this.links[at];
    if (!link) return;
    this.at = at;
    const name = link.querySelector("img")?.alt ?? "";
    const picture = part<HTMLImageElement>(this.dialog, "light", "picture");
    const save = part<HTMLAnchorElement>(this.dialog, "light", "save");
    if (picture) [picture.src, picture.alt] = [link.dataset.lightbox ?? "", name];
    if (save) save.href = link.href;
    this.write("name", name);
    this.write("place", this.links.length > 1 ? `${at + 1} / ${this.links.length}` : "");
    for (const [key, next] of [
      ["previous", at - 1],
      ["next", at + 1],
    ] as const) {
      const button = part<HTMLButtonElement>(this.dialog, "light", key);
      if (button) button.disabled = !this.links[next];
      // The neighbours come before they are asked for.
      const waiting = this.links[next]?.dataset.lightbox;
      if (waiting) new Image().src = waiting;
    }
  }

  private write(key: string, text: string): void {
    const shown = part(this.dialog, "light", key);
    if (shown) shown.textContent = text;
  }

  private pressed(event: KeyboardEvent): void {
    const forwards = document.documentElement.dir === "rtl" ? -1 : 1;
    const to: Record<string, number> = {
      ArrowRight: this.at + forwards,
      ArrowLeft: this.at - forwards,
      Home: 0,
      End: this.links.length - 1,
    };
    const next = to[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.show(next);
  }

  private chosen(event: MouseEvent): void {
    const target = event.target as Element;
    const key = target.closest<HTMLElement>("[data-light]")?.dataset.light;
    if (key === "previous") this.show(this.at - 1);
    else if (key === "next") this.show(this.at + 1);
    else if (key === "close" || target === this.dialog) this.dialog.close();
  }

  private swiped({ clientX, pointerType }: PointerEvent): void {
    const way = clientX - this.pressedAt;
    if (pointerType !== "touch" || Math.abs(way) < SWIPE_PX) return;
    const forwards = document.documentElement.dir === "rtl" ? way > 0 : way < 0;
    this.show(this.at + (forwards ? 1 : -1));
  }

  private closed(): void {
    part<HTMLImageElement>(this.dialog, "light", "picture")?.removeAttribute("src");
    this.links[this.at]?.focus();
    this.links = [];
  }
}
