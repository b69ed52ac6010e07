import { defineConfig } from "vite";

export default defineConfig({
  // Below any path of any server.
  base: "./",
  build: {
    target: "es2023",
    // Everything comes from a file of its own: the content security policy allows no `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
