/** Every sentence a script shows. The page may hold translations in `<script type="application/json" id="words">`. */
const ENGLISH = {
  changed_meanwhile: "This has changed meanwhile. Look at the order as it is now, then send again.",
  close: "Close",
  copied: "Copied",
  discard: "Discard",
  discard_question: "Discard what you typed?",
  draft_saved: "Draft saved {time}",
  each_hour: "{price} per hour",
  file_empty: "The file is empty.",
  file_too_large: "Larger than {size}.",
  files_too_many: "At most {max} files.",
  found: "{n} found",
  here_many: "{n} others are here",
  here_now: "is here now",
  here_one: "{name} is here",
  here_two: "{name} and {other} are here",
  hide_password: "Hide password",
  keep_editing: "Keep editing",
  left_out: "Planned, not confirmed and therefore left out: {lines}.",
  lookup_failed: "The list could not be loaded. Check the connection and type again.",
  new_entries: "{n} new",
  no_connection: "No connection. What you typed is kept; send again when you are online.",
  not_allowed: "You may not do this.",
  not_copied: "Could not be copied. Mark the text and copy it yourself.",
  not_found: "This does not exist, or you cannot see it.",
  not_sent: "Not sent",
  offline: "No connection. Try again when you are online.",
  passkey_failed: "The device gave no passkey. Try again, or sign in another way.",
  push_failed: "The browser could not sign up for pushes. Try again later.",
  refused: "This was not accepted.",
  remove: "Remove",
  rest_left: "Planned {planned} · confirmed before {confirmed} · {left} left after this",
  rest_left_hours: "Planned {planned} h · confirmed before {confirmed} h · {left} h left after this",
  rest_over: "Planned {planned} · confirmed before {confirmed} · {over} over the plan",
  rest_over_hours: "Planned {planned} h · confirmed before {confirmed} h · {over} h over the plan",
  rest_unplanned: "Not in the plan · confirmed before {confirmed}",
  rest_unplanned_hours: "Not in the plan · confirmed before {confirmed} h",
  row_removed: "Row removed",
  seen_by: "Seen by {names}",
  selected: "{n} selected",
  sending: "Sending",
  server_failed: "Something went wrong on the server. What you typed is kept; try again.",
  short_left: "{left} of {planned} left",
  short_left_hours: "{left} of {planned} h left",
  short_over: "{over} over the plan",
  short_over_hours: "{over} h over the plan",
  short_unplanned: "Not in the plan",
  show_password: "Show password",
  signed_out: "You were signed out. Sign in in another tab, then send again.",
  to_latest: "Jump to latest",
  too_large: "This is too large to send.",
  too_many_requests: "Too many tries. Wait a moment, then send again.",
  try_again: "Try again",
  typing_many: "Several people are typing …",
  typing_one: "{name} is typing …",
  typing_two: "{name} and {other} are typing …",
  undo: "Undo",
  upload_failed: "The file could not be sent.",
  you: "You",
} as const;

export type Word = keyof typeof ENGLISH;

/** The sentence for `key` in the page's language, its `{name}` parts filled from `values`. */
export function word(key: Word, values: Record<string, string | number> = {}): string {
  const text = translations()[key] ?? ENGLISH[key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

let cache: { source: Element; words: Partial<Record<Word, string>> } | undefined;

function translations(): Partial<Record<Word, string>> {
  const source = document.getElementById("words");
  if (!source) return {};
  if (cache?.source !== source) cache = { source, words: JSON.parse(source.textContent ?? "{}") };
  return cache.words;
}
