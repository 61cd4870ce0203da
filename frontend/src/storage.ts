/** What this browser keeps until the server has it: drafts, messages and files, each under its person's id. */
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from "idb";
import type { Draft } from "./drafts.ts";
import { personId } from "./session.ts";

/** A file of a message: on the server already (`stored`), or in the store `files` under `local`. */
export interface MessageFile {
  place: number;
  name: string;
  size: number;
  stored?: string;
  local?: string;
}

export interface Message {
  /** The submission, a UUID: the server takes it once. */
  id: string;
  person: string;
  order: string;
  /** Where it is posted, and where its files are. */
  action: string;
  uploads: string;
  fields: [string, string][];
  text: string;
  /** Name and words of what it answers. */
  quote: [string, string] | null;
  files: MessageFile[];
  /** Milliseconds since 1970; messages leave in this order. */
  at: number;
  /** The server's sentence when it did not take the message; empty while it only waits. */
  refusal: string;
}

export interface LocalFile {
  id: string;
  person: string;
  /** The draft key of its form; a message takes its files out of the form, to `message:<id>`. */
  form: string;
  blob: File;
  at: number;
}

interface KeptDraft extends Draft {
  person: string;
  form: string;
}

interface Schema extends DBSchema {
  drafts: { key: [string, string]; value: KeptDraft };
  messages: { key: string; value: Message; indexes: { person: string } };
  files: { key: string; value: LocalFile; indexes: { person: string } };
}

const DAY_MS = 86_400_000;
const UNDO_DAYS = 1;
const ORPHAN_DAYS = 30;
/** Where a discarded draft waits for an undo. */
export const UNDO_KEY = "undo";

let opened: Promise<IDBPDatabase<Schema> | null> | undefined;
let database: IDBPDatabase<Schema> | null = null;

/** The database, or null where the browser forbids storage (private windows of some): then nothing is kept. */
function open(): Promise<IDBPDatabase<Schema> | null> {
  opened ??= openDB<Schema>("fieldwork", 1, {
    upgrade(db) {
      db.createObjectStore("drafts", { keyPath: ["person", "form"] });
      db.createObjectStore("messages", { keyPath: "id" }).createIndex("person", "person");
      db.createObjectStore("files", { keyPath: "id" }).createIndex("person", "person");
    },
    // A newer program in another tab must not wait for this one.
    blocking: () => forgetOpen(),
    terminated: () => forgetOpen(),
  }).then(
    (db) => {
      database = db;
      return db;
    },
    () => null,
  );
  return opened;
}

function forgetOpen(): void {
  database?.close();
  database = null;
  opened = undefined;
}

/** Opens the database early, so that what is saved while the page is left needs no waiting. */
export async function prepareStorage(): Promise<void> {
  await open();
}

/** False when the device has no room or forbids it. */
export async function saveDraft(form: string, draft: Draft): Promise<boolean> {
  const kept: KeptDraft = { ...draft, person: personId(), form };
  return changeDrafts((drafts) => drafts.put(kept));
}

/** While the page is left nothing can be waited for: localStorage is written at once, and read at the next load. */
export function saveDraftLeaving(form: string, draft: Draft): void {
  try {
    localStorage.setItem(leavingKey(form), JSON.stringify(draft));
  } catch {
    // No room, or forbidden: what the database has is all there is.
  }
}

function takeLeaving(form: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(leavingKey(form)) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

function forgetLeaving(form: string): void {
  try {
    localStorage.removeItem(leavingKey(form));
  } catch {
    // Forbidden: there is none either.
  }
}

function leavingForms(): string[] {
  try {
    const start = leavingKey("");
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
  } catch {
    return [];
  }
}

function leavingKey(form: string): string {
  return `fw:leaving:${personId()}:${form}`;
}

type Drafts = IDBPObjectStore<Schema, ["drafts"], "drafts", "readwrite">;

/** Begins and ends its transaction at once when the database is open: a page that is being left does not come back. */
async function changeDrafts(act: (drafts: Drafts) => Promise<unknown>): Promise<boolean> {
  try {
    const db = database ?? (await open());
    if (!db) return false;
    const transaction = db.transaction("drafts", "readwrite");
    const asked = act(transaction.store);
    transaction.commit();
    await Promise.all([asked, transaction.done]);
    return true;
  } catch {
    return false;
  }
}

export async function loadDraft(form: string): Promise<Draft | null> {
  const kept = (await quietly(async (db) => db.get("drafts", [personId(), form]))) ?? null;
  const leaving = takeLeaving(form);
  if (!leaving || (kept && kept.at >= leaving.at)) return kept;
  if (await saveDraft(form, leaving)) forgetLeaving(form);
  return leaving;
}

export async function removeDraft(form: string): Promise<void> {
  const key: [string, string] = [personId(), form];
  forgetLeaving(form);
  await changeDrafts((drafts) => drafts.delete(key));
}

/** Puts the draft aside for an undo. */
export async function discardDraft(form: string): Promise<boolean> {
  const draft = await loadDraft(form);
  if (draft && !(await saveDraft(UNDO_KEY, { ...draft, at: Date.now() }))) return false;
  await Promise.all([removeDraft(form), moveFiles(form, UNDO_KEY)]);
  return draft !== null;
}

/** Takes the draft that was discarded last back as the draft of `form`. */
export async function restoreDraft(form: string): Promise<boolean> {
  const draft = await loadDraft(UNDO_KEY);
  if (!draft || !(await saveDraft(form, draft))) return false;
  await Promise.all([removeDraft(UNDO_KEY), moveFiles(UNDO_KEY, form)]);
  return true;
}

async function moveFiles(from: string, to: string): Promise<void> {
  for (const file of await loadFiles(from)) await quietly(async (db) => db.put("files", { ...file, form: to }));
}

/** Keeps it, its files with it and out of their form. False when that could not be; then it must not leave the form. */
export async function saveMessage(message: Message): Promise<boolean> {
  const saved = await quietly(async (db) => {
    const transaction = db.transaction(["messages", "files"], "readwrite");
    const files = transaction.objectStore("files");
    for (const { local } of message.files) {
      const file = local ? await files.get(local) : undefined;
      if (file) void files.put({ ...file, form: `message:${message.id}` });
    }
    void transaction.objectStore("messages").put(message);
    await transaction.done;
    return true;
  });
  return saved ?? false;
}

/** Those of the person of this page, the oldest first. */
export async function loadMessages(): Promise<Message[]> {
  const found = (await quietly(async (db) => db.getAllFromIndex("messages", "person", personId()))) ?? [];
  return found.sort((one, other) => one.at - other.at);
}

/** A message and its files. */
export async function removeMessage(id: string): Promise<void> {
  await quietly(async (db) => {
    const message = await db.get("messages", id);
    const transaction = db.transaction(["messages", "files"], "readwrite");
    for (const file of message?.files ?? []) if (file.local) void transaction.objectStore("files").delete(file.local);
    void transaction.objectStore("messages").delete(id);
    await transaction.done;
  });
}

export async function saveFile(id: string, form: string, blob: File): Promise<boolean> {
  const kept = { id, person: personId(), form, blob, at: Date.now() };
  return (await quietly(async (db) => db.put("files", kept))) !== undefined;
}

export async function loadFile(id: string): Promise<LocalFile | undefined> {
  const file = await quietly(async (db) => db.get("files", id));
  return file?.person === personId() ? file : undefined;
}

/** Those that a form still has to send, in the order of the choice. */
export async function loadFiles(form: string): Promise<LocalFile[]> {
  const found = (await quietly(async (db) => db.getAllFromIndex("files", "person", personId()))) ?? [];
  return found.filter((file) => file.form === form).sort((one, other) => one.at - other.at);
}

/** Those of a form that was sent. */
export async function forgetFiles(form: string): Promise<void> {
  for (const { id } of await loadFiles(form)) await removeFile(id);
}

export async function removeFile(id: string): Promise<void> {
  await quietly(async (db) => db.delete("files", id));
}

/** What the person of this page would lose: what is typed and not sent. */
export async function countStored(): Promise<{ drafts: number; messages: number }> {
  const keys = (await quietly(async (db) => db.getAllKeys("drafts", rangeOf(personId())))) ?? [];
  const drafts = new Set([...keys.map(([, form]) => form), ...leavingForms()]);
  drafts.delete(UNDO_KEY);
  return { drafts: drafts.size, messages: (await loadMessages()).length };
}

/** Forgets everything of the person of this page. */
export async function clearStored(): Promise<void> {
  for (const form of leavingForms()) forgetLeaving(form);
  await quietly(async (db) => {
    const transaction = db.transaction(["drafts", "messages", "files"], "readwrite");
    void transaction.objectStore("drafts").delete(rangeOf(personId()));
    for (const name of ["messages", "files"] as const) {
      const store = transaction.objectStore(name);
      for (const key of await store.index("person").getAllKeys(personId())) void store.delete(key);
    }
    await transaction.done;
  });
}

/** Forgets what nobody can come back to: an undo of yesterday, files of a form that was never sent nor kept. */
export async function sweepStored(now: number): Promise<void> {
  const undo = await loadDraft(UNDO_KEY);
  if (undo && undo.at < now - UNDO_DAYS * DAY_MS) await removeDraft(UNDO_KEY);
  await quietly(async (db) => {
    const used = new Set((await loadMessages()).flatMap(({ files }) => files.map(({ local }) => local)));
    for (const file of await db.getAllFromIndex("files", "person", personId()))
      if (file.at < now - ORPHAN_DAYS * DAY_MS && !used.has(file.id)) await db.delete("files", file.id);
  });
}

function rangeOf(person: string): IDBKeyRange {
  return IDBKeyRange.bound([person], [person, []]);
}

async function quietly<T>(act: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T | undefined> {
  try {
    const db = await open();
    return db ? await act(db) : undefined;
  } catch {
    return undefined;
  }
}
