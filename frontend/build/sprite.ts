import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

const ICONS = join(dirname(createRequire(import.meta.url).resolve("lucide-static/package.json")), "icons");
const STROKE = 'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"';

/** Emits sprite.svg with one symbol `i-NAME` for each line of `list`. */
export function sprite(list: string): Plugin {
  return {
    name: "fieldwork-sprite",
    apply: "build",
    buildStart() {
      this.emitFile({ type: "asset", name: "sprite.svg", source: spriteOf(readFileSync(list, "utf8")) });
    },
  };
}

/** The sprite of the names in `text`, one per line. Throws when a name is unknown, twice or out of order. */
export function spriteOf(text: string): string {
  const names = text.split("\n").filter((line) => line !== "");
  names.forEach((name, index) => {
    const before = names[index - 1];
    if (before !== undefined && before >= name) throw new Error(`icons.txt: "${name}" does not come after "${before}"`);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${names.map(symbol).join("\n")}\n</svg>\n`;
}

function symbol(name: string): string {
  const file = join(ICONS, `${name}.svg`);
  if (!existsSync(file)) throw new Error(`icons.txt: lucide has no icon "${name}"`);
  const inside = readFileSync(file, "utf8")
    .replace(/^[\s\S]*?<svg[\s\S]*?>/, "")
    .replace(/<\/svg>\s*$/, "");
  return `<symbol id="i-${name}" ${STROKE}>${inside.replace(/\s*\n\s*/g, "")}</symbol>`;
}
