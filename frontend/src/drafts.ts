/** What was typed into a form: read from its fields, and put back. `storage.ts` keeps it. */

export interface RowValues {
  [field: string]: string | Record<string, string>;
}

export interface StoredFile {
  id: string;
  name: string;
  size: number;
}

export interface Draft {
  at: number;
  fields: [string, string][];
  labels: Record<string, string>;
  rows: Record<string, RowValues[]>;
  files: Record<string, StoredFile[]>;
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const NEVER = new Set(["csrfmiddlewaretoken"]);
const KINDS_NEVER = new Set(["password", "file", "submit", "button", "image", "reset"]);

export function collect(form: HTMLFormElement, now: number): Draft {
  const draft: Draft = { at: now, fields: [], labels: {}, rows: {}, files: {} };
  for (const list of form.querySelectorAll<HTMLElement>("[data-repeatable-rows-name]")) {
    draft.rows[list.dataset.repeatableRowsName ?? ""] = rowElements(list).map(rowValues);
  }
  for (const list of uploadLists(form)) draft.files[list.dataset.uploadsName ?? ""] = storedFiles(list);
  for (const field of keptFields(form)) {
    if (belongsElsewhere(field) || !isOn(field)) continue;
    draft.fields.push([field.name, field.value]);
    const label = pickerText(field);
    if (label) draft.labels[field.name] = label.value;
  }
  return draft;
}

/** Whether nothing was typed, chosen or attached. */
export function isBlank({ fields, rows, files }: Draft): boolean {
  const lists = [...Object.values(rows), ...Object.values(files)];
  return fields.every(([, value]) => value === "") && lists.every((list) => list.length === 0);
}

/** Puts a draft back; lists are rebuilt by their own controllers through `rows:fill` and `uploads:fill`. */
export function restore(form: HTMLFormElement, draft: Draft): void {
  for (const list of form.querySelectorAll<HTMLElement>("[data-repeatable-rows-name]")) {
    const rows = draft.rows[list.dataset.repeatableRowsName ?? ""];
    if (rows) list.dispatchEvent(new CustomEvent("repeatable-rows:fill", { detail: rows }));
  }
  for (const list of uploadLists(form)) {
    const files = draft.files[list.dataset.uploadsName ?? ""];
    if (files) list.dispatchEvent(new CustomEvent("uploads:fill", { detail: files }));
  }
  for (const field of keptFields(form)) {
    if (belongsElsewhere(field)) continue;
    setField(
      field,
      draft.fields.filter(([name]) => name === field.name).map(([, value]) => value),
    );
    const label = pickerText(field);
    if (label) label.value = draft.labels[field.name] ?? label.value;
  }
  form.dispatchEvent(new CustomEvent("form:restored", { bubbles: true }));
}

/** The rows of a repeatable list, template excluded. */
export function rowElements(list: ParentNode): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[data-repeatable-rows="row"]')];
}

/** Named fields of a row, without "products.0.". */
export function rowFields(row: ParentNode): [string, Field][] {
  const fields = [...row.querySelectorAll<Field>("input[name], select[name], textarea[name]")];
  return fields.map((field) => [field.name.replace(/^.*\.\d+\./, ""), field]);
}

/** Chooses, ticks or writes `values`; a field without a saved value is left as it is unless it can be unticked. */
export function setField(field: Field, values: string[]): void {
  if (field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox")) {
    field.checked = values.includes(field.value);
  } else if (values[0] !== undefined) {
    field.value = values[0];
  }
}

function rowValues(row: HTMLElement): RowValues {
  const values: RowValues = {};
  const labels: Record<string, string> = {};
  for (const [name, field] of rowFields(row)) {
    if (isOn(field)) values[name] = field.value;
    const label = pickerText(field);
    if (label) labels[name] = label.value;
  }
  const { rows, controller, htmxPowered, ...data } = row.dataset as Record<string, string>;
  return { ...values, _label: labels, _data: data };
}

function storedFiles(list: HTMLElement): StoredFile[] {
  const fields = [...list.querySelectorAll<HTMLInputElement>("input[type=hidden][data-name]")];
  return fields.map(({ value, dataset }) => ({ id: value, name: dataset.name ?? "", size: Number(dataset.size ?? 0) }));
}

function uploadLists(form: HTMLFormElement): HTMLElement[] {
  const inside = [...form.querySelectorAll<HTMLElement>("[data-uploads-name]")];
  return form.dataset.uploadsName === undefined ? inside : [form, ...inside];
}

function keptFields(form: HTMLFormElement): Field[] {
  return [...form.elements].filter((field): field is Field => {
    const named = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
    if (!(named || field instanceof HTMLTextAreaElement) || field.name === "" || NEVER.has(field.name)) return false;
    return !KINDS_NEVER.has(field.type) && field.dataset.draftSkip === undefined;
  });
}

function belongsElsewhere(field: Field): boolean {
  return field.closest('[data-repeatable-rows="row"]') !== null || field.dataset.name !== undefined;
}

function isOn(field: Field): boolean {
  return !(field instanceof HTMLInputElement && /^(radio|checkbox)$/.test(field.type) && !field.checked);
}

function pickerText(field: Field): HTMLInputElement | null {
  if (field.dataset.combobox !== "value") return null;
  return (
    field.closest(".combobox, [data-controller~=combobox]")?.querySelector<HTMLInputElement>("[data-combobox=text]") ??
    null
  );
}
