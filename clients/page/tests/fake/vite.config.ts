import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

// The page on a chain that is made up: npm run fake -w page.
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  // The pictures are those of the book.
  server: { fs: { allow: [fileURLToPath(new URL("../../../..", import.meta.url))] } },
  build: { outDir: "dist", target: "es2023" },
});
