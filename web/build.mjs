// node build.mjs playground [OUT]: bundles web/playground into OUT (default web/dist/playground).
// node build.mjs tests: bundles every *.test.ts for node's own test runner.
import { build } from "esbuild";
import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const web = dirname(fileURLToPath(import.meta.url));
const [what, out] = process.argv.slice(2);

async function bundlePlayground(folder) {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [
      { in: join(web, "playground/main.ts"), out: "app" },
      { in: join(web, "playground/styles/main.css"), out: "style" },
    ],
    outdir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2022", "chrome120", "firefox120", "safari17"],
    charset: "utf8",
    legalComments: "none",
    supported: { "inline-style": true },
    logLevel: "warning",
  });
  for (const file of ["index.html", "logo.svg"]) cpSync(join(web, "playground", file), join(folder, file));
}

async function bundleTests() {
  const folder = join(web, "dist/tests");
  rmSync(folder, { recursive: true, force: true });
  const sources = readdirSync(join(web, "playground")).filter((name) => name.endsWith(".test.ts"));
  await build({
    entryPoints: sources.map((name) => join(web, "playground", name)),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node18",
    logLevel: "warning",
  });
}

if (what === "playground") await bundlePlayground(resolve(out ?? join(web, "dist/playground")));
else if (what === "tests") await bundleTests();
else {
  console.error("usage: node build.mjs playground [OUT] | tests");
  process.exit(2);
}
