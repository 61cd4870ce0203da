import type { Controller } from "../registry.ts";

/** Proposes the time zone of this device in a list that nobody has touched. */
export const zone: Controller = (element) => {
  const list = element as HTMLSelectElement;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...list.options].some((option) => option.value === here)) list.value = here;
};
