import type { Plugin } from "vite";

/** Writes manifest.json: logical name → file name, flat, sorted. Django reads it. */
export function manifest(): Plugin {
  return {
    name: "fieldwork-manifest",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const names = Object.keys(bundle).map((file) => [logical(file), file] as const);
        const sorted = names.sort(([left], [right]) => (left < right ? -1 : 1));
        if (new Set(sorted.map(([name]) => name)).size !== sorted.length) {
          this.error(`two built files share a name: ${sorted.map(([name]) => name).join(", ")}`);
        }
        const source = `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
        this.emitFile({ type: "asset", fileName: "manifest.json", source });
      },
    },
  };
}

/** "app-1a2b3c4d.js" → "app.js". */
export function logical(file: string): string {
  return file.replace(/-[\w-]{8}(\.\w+)$/, "$1");
}
