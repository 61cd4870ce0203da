import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const WORTH_IT = /\.(js|css|svg)$/;

/** Writes each script, style and sprite compressed beside itself, as small as it gets; the server sends what fits. */
export function compressed(): Plugin {
  return {
    name: "fieldwork-compressed",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const [name, made] of Object.entries(bundle)) {
          if (!WORTH_IT.test(name)) continue;
          const content = Buffer.from(made.type === "chunk" ? made.code : made.source);
          const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
          this.emitFile({ type: "asset", fileName: `${name}.br`, source: brotliCompressSync(content, { params }) });
          this.emitFile({ type: "asset", fileName: `${name}.gz`, source: gzipSync(content, { level: 9 }) });
        }
      },
    },
  };
}
