/** Shows what is pushed, and opens what it is about. It keeps nothing and answers no requests. */
interface PushData {
  json(): unknown;
}
interface Shown {
  title: string;
  body: string;
  url: string;
  tag: string;
}
interface Window {
  url: string;
  focus(): Promise<unknown>;
  navigate(url: string): Promise<unknown>;
}
interface Worker {
  registration: {
    showNotification(title: string, options: object): Promise<void>;
  };
  clients: {
    claim(): Promise<void>;
    matchAll(options: object): Promise<Window[]>;
    openWindow(url: string): Promise<unknown>;
  };
  location: Location;
  addEventListener(name: string, act: (event: Happening) => void): void;
}
interface Happening {
  data: PushData | null;
  notification: { close(): void; data?: { url?: string } };
  waitUntil(work: Promise<unknown>): void;
}

const worker = self as unknown as Worker;

// Only a page that it controls can be led to an entry.
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("push", (event) => {
  const { title, body, url, tag } = (event.data?.json() ?? {}) as Partial<Shown>;
  event.waitUntil(worker.registration.showNotification(title ?? "Fieldwork", { body, tag, data: { url } }));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const wanted = new URL(event.notification.data?.url ?? "/notices", worker.location.origin);
  // Only our own pages, whatever was pushed.
  event.waitUntil(open(wanted.origin === worker.location.origin ? wanted.href : "/notices"));
});

async function open(url: string): Promise<void> {
  const windows = await worker.clients.matchAll({ type: "window" });
  const there = windows.find((one) => new URL(one.url).pathname === new URL(url, one.url).pathname) ?? windows[0];
  if (!there) {
    await worker.clients.openWindow(url);
    return;
  }
  await Promise.allSettled([there.focus(), there.navigate(url)]);
}
