import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { compressed } from "./build/compressed.ts";
import { manifest } from "./build/manifest.ts";
import { sprite } from "./build/sprite.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [sprite(here("icons.txt")), manifest(), compressed()],
  build: {
    outDir: here("../fieldwork/static/built"),
    emptyOutDir: true,
    target: ["chrome123", "firefox128", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { app: here("src/app.ts"), "theme-early": here("src/theme-early.ts"), sw: here("src/sw.ts") },
      output: {
        hashCharacters: "hex",
        entryFileNames: "[name]-[hash:8].js",
        chunkFileNames: "[name]-[hash:8].js",
        assetFileNames: "[name]-[hash:8][extname]",
      },
    },
  },
  test: {
    environment: "happy-dom",
    setupFiles: ["src/testing-setup.ts"],
    include: ["src/**/*.test.ts", "build/**/*.test.ts"],
  },
});
