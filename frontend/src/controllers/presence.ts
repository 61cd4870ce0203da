import { element as make, part } from "../dom.ts";
import { word } from "../messages.ts";
import type { Controller } from "../registry.ts";
import { personId } from "../session.ts";

interface Somebody {
  id: number;
  name: string;
  initials: string;
  shade: string;
}

/** Who has this order open now: a dot on their avatars, and a line in the head. It is forgotten with the connection. */
export const presence: Controller = (element, signal) => {
  let people: Somebody[] = [];
  const show = () => {
    mark(people);
    guests(element, people);
    tell(element, people);
  };
  const heard = (event: Event) => {
    const { order, people: found } = (event as CustomEvent<{ order: number; people: Somebody[] }>).detail;
    if (String(order) !== element.dataset.order) return;
    people = found.filter((one) => String(one.id) !== personId());
    show();
  };
  const alone = () => {
    people = [];
    show();
  };
  document.addEventListener("fw:here", heard, { signal });
  document.addEventListener("fw:alone", alone, { signal });
  // A part that came anew knows nobody yet.
  document.addEventListener("htmx:after:swap", show, { signal });
};

function mark(people: Somebody[]): void {
  const here = new Set(people.map((one) => String(one.id)));
  for (const avatar of document.querySelectorAll<HTMLElement>(".avatar[data-person]"))
    avatar.toggleAttribute("data-on", here.has(avatar.dataset.person ?? ""));
  for (const words of document.querySelectorAll<HTMLElement>("[data-presence-words]"))
    words.textContent = here.has(words.dataset.presenceWords ?? "") ? ` ${word("here_now")}` : "";
}

/** Who is here without taking part gets an avatar beside the others. */
function guests(element: HTMLElement, people: Somebody[]): void {
  const place = part(element, "presence", "guests");
  if (!place) return;
  const known = new Set(
    [...element.querySelectorAll<HTMLElement>(".avatars > .avatar[data-person]")]
      .filter((avatar) => !place.contains(avatar))
      .map((avatar) => avatar.dataset.person),
  );
  place.replaceChildren(...people.filter((one) => !known.has(String(one.id))).map(avatarOf));
}

function avatarOf({ name, initials, shade }: Somebody): HTMLElement {
  const letters = make("span", "", initials);
  letters.setAttribute("aria-hidden", "true");
  const avatar = make("span", `avatar avatar-${shade} avatar--md`, letters, make("span", "visually-hidden", name));
  avatar.title = name;
  avatar.dataset.on = "";
  return avatar;
}

function tell(element: HTMLElement, people: Somebody[]): void {
  const line = part(element, "presence", "line");
  if (!line) return;
  line.hidden = people.length === 0;
  line.title = people.map((one) => one.name).join(", ");
  const [name, other] = people.map((one) => one.name);
  if (people.length > 2) line.textContent = word("here_many", { n: people.length });
  else if (name && other) line.textContent = word("here_two", { name, other });
  else line.textContent = name ? word("here_one", { name }) : "";
}
