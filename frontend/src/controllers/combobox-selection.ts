/** What choosing in a picker does to the fields and the row around it. */

export interface Picker {
  element: HTMLElement;
  value: HTMLInputElement;
  text: HTMLInputElement;
  list: HTMLElement;
  active: number;
  asked: number;
  typed: boolean;
}

const OWN = new Set(["value", "label"]);

/** Takes an option: both fields, the data of the row, the texts around. */
export function take(self: Picker, option: HTMLElement): void {
  const { value = "", label = "" } = option.dataset;
  clear(self);
  self.value.value = value;
  self.text.value = label;
  self.typed = false;
  setKind(self, option.dataset.kind);
  const own = Object.entries(option.dataset).filter(([name]) => !OWN.has(name)) as [string, string][];
  const data = [...own, ...planOf(self.element, value)];
  copyToRow(self, data);
  showTexts(self, Object.fromEntries(data));
  for (const name of ["input", "change"]) self.value.dispatchEvent(new Event(name, { bubbles: true }));
}

// A row of either kind is of the kind of what was chosen.
function setKind(self: Picker, kind: string | undefined): void {
  const row = self.element.closest<HTMLElement>('[data-repeatable-rows="row"]');
  for (const field of row?.querySelectorAll<HTMLInputElement>('[type=radio][name$=".kind"]') ?? [])
    if (field.value === kind) field.checked = true;
}

/** Forgets the choice, keeps the text. */
export function clear(self: Picker): void {
  const row = self.element.closest<HTMLElement>('[data-repeatable-rows="row"]');
  for (const name of copied(row)) delete row?.dataset[name];
  if (row) delete row.dataset.copied;
  self.value.value = "";
  self.text.removeAttribute("aria-invalid");
  showTexts(self, {});
}

/** Leaving the field: an exact label or code counts as chosen, other text is marked, no text is no choice. */
export function settle(self: Picker): void {
  if (!self.typed) return;
  const text = self.text.value.trim().toLocaleLowerCase();
  const options = [...self.list.querySelectorAll<HTMLElement>('[role="option"]')];
  const exact = options.filter(({ dataset }) =>
    [dataset.label, dataset.code].some((t) => t?.toLocaleLowerCase() === text),
  );
  const [only] = exact;
  self.typed = false;
  if (text !== "" && only && exact.length === 1) {
    take(self, only);
    return;
  }
  clear(self);
  if (text !== "") self.text.setAttribute("aria-invalid", "true");
  self.value.dispatchEvent(new Event("change", { bubbles: true }));
}

function copied(row: HTMLElement | null): string[] {
  const names = row?.dataset.copied ?? "price unit code planned confirmed";
  return names.split(" ").filter((name) => name !== "");
}

// What the plan says of this item, from `[data-repeatable-rows="planned"]`: {"material:3": {"planned": "4000", "confirmed": "0"}}.
function planOf(element: HTMLElement, value: string): [string, string][] {
  const row = element.closest<HTMLElement>('[data-repeatable-rows="row"]');
  const plan =
    row?.closest("[data-controller~=repeatable-rows]")?.querySelector('[data-repeatable-rows="planned"]')
      ?.textContent ?? "{}";
  const kind = row?.querySelector<HTMLInputElement>('[name$=".kind"]:checked')?.value ?? row?.dataset.kind ?? "";
  return Object.entries((JSON.parse(plan) as Record<string, Record<string, string>>)[`${kind}:${value}`] ?? {});
}

function copyToRow(self: Picker, data: [string, string][]): void {
  const row = self.element.closest<HTMLElement>('[data-repeatable-rows="row"]');
  if (!row) return;
  for (const [name, text] of data) row.dataset[name] = text;
  row.dataset.copied = data.map(([name]) => name).join(" ");
}

function showTexts(self: Picker, data: Record<string, string>): void {
  const around = self.element.closest<HTMLElement>('[data-repeatable-rows="row"], .field, form');
  for (const shown of around?.querySelectorAll<HTMLElement>("[data-combobox-text]") ?? []) {
    shown.textContent = data[shown.dataset.comboboxText ?? ""] ?? "";
  }
}
