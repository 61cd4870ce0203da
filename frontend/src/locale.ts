/** Times and sizes as the page's language and the company's region write them. */

export function language(): string {
  return document.documentElement.lang || "en";
}

/** A moment in the company's time zone and as its region writes it, as all times on the page; with its day if that is not today. */
export function formatTime(at: number): string {
  const local = moved(at);
  const locale = document.body.dataset.locale || language();
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" }).format(local);
  if (day(local) === day(moved(Date.now()))) return time;
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(local);
  return `${date}, ${time}`;
}

const day = (local: number) => Math.floor(local / 86_400_000);

// The browser's own zone data may be older than the server's, which tells what counts from when.
function moved(at: number): number {
  const told = document.body.dataset.zoneOffsets;
  const offsets: [number, number][] = told ? JSON.parse(told) : [];
  const counts = offsets.findLast(([from]) => from <= at) ?? offsets[0];
  return at + (counts?.[1] ?? -new Date(at).getTimezoneOffset()) * 60_000;
}

/** "340 KB", "1.2 MB" in the page's language, as the server writes them (measures.formatting.format_size). */
export function formatSize(bytes: number): string {
  const [amount, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), "KB"] : [bytes / 1_000_000, "MB"];
  return `${new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(amount)} ${unit}`;
}
