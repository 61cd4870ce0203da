/** Every sentence a script shows. The page may hold translations in `<script type="application/json" id="words">`. */
const ENGLISH = {
  changed_meanwhile: "This has changed meanwhile. Look at the order as it is now, then send again.",
  close: "Close",
  copied: "Copied",
  discard: "Discard",
  discard_about: "The form is emptied. The next page offers to take it back.",
  discard_question: "Discard what you typed?",
  discarded: "Discarded",
  draft_saved: "Draft saved on this device {time}",
  each_hour: "{price} per hour",
  file_empty: "The file is empty.",
  file_lost: "The file {name} is not on this device any more. Remove the message and send the file again.",
  file_too_large: "Larger than {size}.",
  files_not_arrived: "Files have not arrived",
  files_too_many: "At most {max} files.",
  found: "{n} found",
  here_many: "{n} others are here",
  here_now: "is here now",
  here_one: "{name} is here",
  here_two: "{name} and {other} are here",
  hide_password: "Hide password",
  keep_editing: "Keep editing",
  leave_about: "Not sent yet and kept on this device: messages {messages}, drafts {drafts}.",
  leave_deleted: "Delete them and sign out",
  leave_kept: "Keep them for my next sign-in",
  leave_question: "Sign out?",
  left_out: "Planned, not confirmed and therefore left out: {lines}.",
  lookup_failed: "The list could not be loaded. Check the connection and type again.",
  new_entries: "{n} new",
  no_connection: "No connection. What you typed is kept; send again when you are online.",
  not_allowed: "You may not do this.",
  not_copied: "Could not be copied. Mark the text and copy it yourself.",
  not_found: "This does not exist, or you cannot see it.",
  not_sent: "Not sent",
  offline: "No connection. Try again when you are online.",
  open_order: "Open order #{order}",
  order_number: "Order #{order}",
  outbox_many: "{n} messages are kept on this device and wait to be sent.",
  outbox_one: "1 message is kept on this device and waits to be sent.",
  outbox_refused_many: "{n} messages are kept on this device; some were not accepted.",
  outbox_refused_one: "1 message is kept on this device: it was not accepted.",
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
  send_without: "Send without them",
  sending: "Sending",
  server_failed: "Something went wrong on the server. What you typed is kept; try again.",
  short_left: "{left} of {planned} left",
  short_left_hours: "{left} of {planned} h left",
  short_over: "{over} over the plan",
  short_over_hours: "{over} h over the plan",
  short_unplanned: "Not in the plan",
  show_password: "Show password",
  signed_out: "You were signed out. Sign in in another tab, then send again.",
  stay_here: "Stay signed in",
  text_too_long: "{length} characters, {over} more than fit. Nothing was cut: shorten it, or send it in parts.",
  to_latest: "Jump to latest",
  too_large: "This is too large to send.",
  too_many_requests: "Too many tries. Wait a moment, then send again.",
  try_again: "Try again",
  typing_many: "Several people are typing …",
  typing_one: "{name} is typing …",
  typing_two: "{name} and {other} are typing …",
  undo: "Undo",
  upload_failed: "The file could not be sent.",
  waits_connection: "Waits for a connection. It is kept on this device and sent by itself.",
  waits_server: "Waits for the server. It is kept on this device and sent by itself.",
  waits_sign_in: "Waits for your sign-in. It is kept on this device and sent by itself.",
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
