/** Exact money, quantities and hours. The server's rules (fieldwork/measures) and these follow the same vectors. */

export type Kind = "quantity" | "hours";

const LARGEST: Record<Kind, bigint> = { quantity: 1_000_000_000n, hours: 600_000n };
const UNITS: Record<Kind, bigint> = { quantity: 1000n, hours: 60n };
const DECIMAL = /^(-?)([0-9]{1,15})(?:[.,]([0-9]{1,15}))?$/;
/** Signs that no screen shows; they come along when a number is copied from elsewhere. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const CLOCK = /^(-?)([0-9]{1,6}):([0-9]{2})$/;

/** Thousandths or minutes, greater than zero; null when the text is refused. */
export function parse(kind: Kind, text: string): bigint | null {
  const shown = text.replace(UNSEEN, "").trim();
  const amount = kind === "hours" ? minutes(shown) : scaled(shown, 3);
  return amount === null || amount <= 0n || amount > LARGEST[kind] ? null : amount;
}

/** Minor units of `amount` (thousandths or minutes) at `price` minor units a piece or hour, half up. */
export function subtotal(kind: Kind, amount: bigint, price: bigint): bigint {
  const unit = UNITS[kind];
  return (amount * price + unit / 2n) / unit;
}

/** 1500 thousandths → "1.5"; 90 minutes → "1.5", 100 minutes → "1:40". */
export function formatAmount(kind: Kind, amount: bigint, language: string): string {
  if (kind === "hours" && amount % 3n !== 0n) {
    return `${amount / 60n}:${String(amount % 60n).padStart(2, "0")}`;
  }
  const thousandths = kind === "hours" ? (amount * 1000n) / 60n : amount;
  return decimal(new Intl.NumberFormat(language, { maximumFractionDigits: 3 }), thousandths, 3);
}

/** 17600 minor units, "USD", 2 digits → "$176.00". */
export function formatMoney(minor: bigint, currency: string, digits: number, language: string): string {
  const style = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return decimal(new Intl.NumberFormat(language, style), minor, digits);
}

/** The plain text a stepper writes: "1.25", with `mark` as decimal sign. */
export function plainAmount(kind: Kind, amount: bigint, mark: string): string {
  return formatAmount(kind, amount, "en").replaceAll(",", "").replace(".", mark);
}

function minutes(text: string): bigint | null {
  const clock = CLOCK.exec(text);
  if (clock) {
    const [, sign, hours = "", rest = ""] = clock;
    if (Number(rest) > 59) return null;
    const total = BigInt(hours) * 60n + BigInt(rest);
    return sign ? -total : total;
  }
  const millionths = scaled(text, 6);
  if (millionths === null || (millionths * 60n) % 1_000_000n !== 0n) return null;
  return (millionths * 60n) / 1_000_000n;
}

function scaled(text: string, places: number): bigint | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, sign, whole = "", fraction = ""] = match;
  const digits = fraction.replace(/0+$/, "");
  if (digits.length > places) return null;
  const value = BigInt(whole + digits.padEnd(places, "0"));
  return sign ? -value : value;
}

// Intl takes an exact decimal as text; a number would round above 2^53.
function decimal(format: Intl.NumberFormat, value: bigint, places: number): string {
  const sign = value < 0n ? "-" : "";
  const digits = String(value < 0n ? -value : value).padStart(places + 1, "0");
  const text = places ? `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}` : `${sign}${digits}`;
  return format.format(text as Intl.StringNumericLiteral);
}
