// Builds the scripts of the pages, and their styles, into the Python package.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { defineConfig, type Plugin } from "vite";

const names = {
  entryFileNames: "[name].[hash:12].js",
  chunkFileNames: "[name].[hash:12].js",
  assetFileNames: "[name].[hash:12][extname]",
  hashCharacters: "hex",
} as const;
const LARGE_BYTES = 4_000_000;
const COMPRESSIBLE = /\.(?:js|css|svg|json|wasm|glb)$/;

export default defineConfig({
  // Built files name each other relative to themselves, so only the server knows their address.
  base: "./",
  plugins: [compressed()],
  worker: { format: "es", rolldownOptions: { output: names } },
  build: {
    outDir: "../src/supine/web/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    // The pages' content policy allows no data: addresses for scripts, styles or fonts.
    assetsInlineLimit: 0,
    // The stage is large, since three.js is; it is fetched only after the first words.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      input: ["src/player.ts", "src/pages.ts", "src/watch.ts", "src/live.ts"],
      // Compressing takes most of the time, and is meant to. htmx could run code made of text, which
      // live.ts turns off and the pages' content policy refuses.
      checks: { pluginTimings: false, eval: false },
      output: {
        ...names,
        // The licence of what is built in goes where it goes.
        comments: { legal: true, annotation: false, jsdoc: false },
      },
    },
  },
});

/** Writes name.gz and name.br beside every file that shrinks, so that the server never compresses. */
function compressed(): Plugin {
  return {
    name: "compressed",
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (dir === undefined || name === "manifest.json" || !COMPRESSIBLE.test(name)) continue;
        const path = join(dir, name);
        const bytes = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality(bytes) } }),
        );
      }
    },
  };
}

/** The last few per cent of ten megabytes would take longer than all the rest of the build. */
function quality(bytes: Uint8Array): number {
  return bytes.length > LARGE_BYTES ? 9 : constants.BROTLI_MAX_QUALITY;
}
