/**
 * Exact money, quantities and hours. The server's rules (fieldwork/measures) and these follow the same vectors; how
 * numbers look is told by the server for each form, so that a sum is the same text here, on the page and on paper.
 */

export type Kind = "quantity" | "hours";

/** fieldwork.measures.number_styles.NumberStyle */
export interface NumberStyle {
  decimal: string;
  group: string;
  first: number;
  further: number;
  least: number;
}

/** fieldwork.measures.number_styles.MoneyStyle */
export interface MoneyStyle {
  number: NumberStyle;
  digits: number;
  before: string;
  after: string;
  before_negative: string;
  after_negative: string;
}

/** How a form writes its numbers: its `data-styles`. */
export interface Styles {
  number: NumberStyle;
  money: MoneyStyle;
}

const LARGEST: Record<Kind, bigint> = { quantity: 1_000_000_000n, hours: 600_000n };
const UNITS: Record<Kind, bigint> = { quantity: 1000n, hours: 60n };
const MOST_DIGITS = 15;
const NUMBER = /^(-?)([0-9]+(?:[.,'\u2019 \u00a0\u202f][0-9]+)*)$/;
/** Thousands, or lakhs and crores. */
const GROUPS = /^(?:[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9][0-9]?(?: [0-9]{2})+ [0-9]{3})$/;
/** Signs that no screen shows; they come along when a number is copied from elsewhere. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const CLOCK = /^(-?)([0-9]{1,6}):([0-9]{2})$/;
const ENGLISH: NumberStyle = { decimal: ".", group: ",", first: 3, further: 3, least: 1 };
const DOLLARS: MoneyStyle = {
  number: ENGLISH,
  digits: 2,
  before: "$",
  after: "",
  before_negative: "-$",
  after_negative: "",
};

/** How the form around `element` writes its numbers; English and dollars where it says nothing. */
export function stylesOf(element: Element): Styles {
  const told = element.closest<HTMLElement>("[data-styles]")?.dataset.styles;
  return told ? (JSON.parse(told) as Styles) : { number: ENGLISH, money: DOLLARS };
}

/** Thousandths or minutes, greater than zero; null when the text is refused. `mark` stands before the decimals. */
export function parse(kind: Kind, text: string, mark = "."): bigint | null {
  const shown = text.replace(UNSEEN, "").trim();
  const amount = kind === "hours" ? minutes(shown, mark) : scaled(shown, 3, mark);
  return amount === null || amount <= 0n || amount > LARGEST[kind] ? null : amount;
}

/** Minor units of `amount` (thousandths or minutes) at `price` minor units a piece or hour, half up. */
export function subtotal(kind: Kind, amount: bigint, price: bigint): bigint {
  const unit = UNITS[kind];
  return (amount * price + unit / 2n) / unit;
}

/** 1500 thousandths → "1.5"; 90 minutes → "1.5", 100 minutes → "1:40". */
export function formatAmount(kind: Kind, amount: bigint, style: NumberStyle): string {
  if (kind === "hours" && amount % 3n !== 0n) {
    return `${amount / 60n}:${String(amount % 60n).padStart(2, "0")}`;
  }
  return grouped(kind === "hours" ? (amount * 1000n) / 60n : amount, 3, 0, style);
}

/** 17600 minor units → "$176.00". */
export function formatMoney(minor: bigint, style: MoneyStyle): string {
  const number = grouped(minor < 0n ? -minor : minor, style.digits, style.digits, style.number);
  return minor < 0n ? style.before_negative + number + style.after_negative : style.before + number + style.after;
}

/** The plain text a stepper writes: "1.25", with `mark` as decimal sign. */
export function plainAmount(kind: Kind, amount: bigint, mark: string): string {
  return formatAmount(kind, amount, { ...ENGLISH, first: 0 }).replace(".", mark);
}

function minutes(text: string, mark: string): bigint | null {
  const clock = CLOCK.exec(text);
  if (clock) {
    const [, sign, hours = "", rest = ""] = clock;
    if (Number(rest) > 59) return null;
    const total = BigInt(hours) * 60n + BigInt(rest);
    return sign ? -total : total;
  }
  const millionths = scaled(text, 6, mark);
  if (millionths === null || (millionths * 60n) % 1_000_000n !== 0n) return null;
  return (millionths * 60n) / 1_000_000n;
}

function scaled(text: string, places: number, mark: string): bigint | null {
  const [, sign, number = ""] = NUMBER.exec(text) ?? [];
  const [whole, fraction] = (number && parted(number, places, mark)) || ["", ""];
  if (!whole || whole.length > MOST_DIGITS || fraction.length > MOST_DIGITS) return null;
  const value = BigInt(whole + fraction.padEnd(places, "0"));
  return sign ? -value : value;
}

// The digits before and behind the decimal mark; null for what is no number, or could be two.
function parted(number: string, places: number, mark: string): [string, string] | null {
  const signs = number.match(/[^0-9]/g);
  if (!signs) return [number, ""];
  const last = signs[signs.length - 1] ?? "";
  const cut = number.lastIndexOf(last);
  const isDecimal = (last === "." || last === ",") && signs.indexOf(last) === signs.length - 1;
  const whole = isDecimal && last === mark ? "" : withoutGroups(number);
  const before = isDecimal ? withoutGroups(number.slice(0, cut)) : "";
  const fraction = number.slice(cut + 1);
  if (before && fraction.length <= places) return whole ? null : [before, fraction];
  return whole ? [whole, ""] : null;
}

function withoutGroups(number: string): string {
  if (/^[0-9]+$/.test(number)) return number;
  const parted = number.replace(/[^0-9]/g, " ");
  const signs = new Set(number.match(/[^0-9]/g));
  return signs.size === 1 && GROUPS.test(parted) ? parted.replaceAll(" ", "") : "";
}

// A whole number of units of 10^-places, with at least so many decimals, in groups as the style says.
function grouped(value: bigint, places: number, leastDecimals: number, style: NumberStyle): string {
  const digits = String(value).padStart(places + 1, "0");
  const cut = digits.length - places;
  const fraction = digits.slice(cut).replace(/0+$/, "").padEnd(leastDecimals, "0");
  let whole = digits.slice(0, cut);
  if (style.first && whole.length >= style.first + style.least) {
    const groups = [whole.slice(-style.first)];
    for (let rest = whole.slice(0, -style.first); rest; rest = rest.slice(0, -style.further)) {
      groups.unshift(rest.slice(-style.further));
    }
    whole = groups.join(style.group);
  }
  return fraction ? whole + style.decimal + fraction : whole;
}
