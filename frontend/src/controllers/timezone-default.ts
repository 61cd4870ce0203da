import type { Controller } from "../registry.ts";

/**
 * Proposes the time zone of this device, and the currency that is paid with there, in lists that nobody has touched.
 * `data-timezone-default-currencies` is JSON: by currency its zones, with blanks between.
 */
export const timezoneDefault: Controller = (element) => {
  const list = element as HTMLSelectElement;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  propose(list, here);
  const currencies = Object.entries(
    JSON.parse(list.dataset.timezoneDefaultCurrencies ?? "{}") as Record<string, string>,
  );
  const paid = currencies.find(([, zones]) => zones.split(" ").includes(here))?.[0];
  const currency = list.form?.elements.namedItem("currency");
  if (paid && currency instanceof HTMLSelectElement) propose(currency, paid);
};

function propose(list: HTMLSelectElement, value: string): void {
  if ([...list.options].some((option) => option.value === value)) list.value = value;
}
