// The one build step: fonts and the stylesheet for the look, bundles for the reading room. Everything else in the
// house is served as written. `npm ci && node build.mjs` takes a few seconds and needs no network after `npm ci`.
//
// entries.json says what the reading room needs:
//   { "bundles": ["reader/scan.js"], "copies": { "pdf.worker.mjs": "pdfjs-dist/build/pdf.worker.min.mjs" } }
// `bundles` are ES modules beside this file; `copies` are files or folders of packages, under the name they get.
import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const ui = path.join(here, '../src/chorsu/foundation/ui/static/ui');
const reader = path.join(here, '../src/chorsu/discovery/reader/static/reader/dist');
const packages = path.join(here, 'node_modules');
const SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'];
const FAMILIES = {
  serif: ['@fontsource-variable/source-serif-4', 'source-serif-4', 'opsz'],
  sans: ['@fontsource-variable/source-sans-3', 'source-sans-3', 'wght'],
};

function fresh(folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
}

function fonts(folder) {
  fs.mkdirSync(folder, { recursive: true });
  for (const [family, [name, stem, axes]] of Object.entries(FAMILIES)) {
    for (const subset of SUBSETS) {
      fs.copyFileSync(path.join(packages, name, 'files', `${stem}-${subset}-${axes}-normal.woff2`), path.join(folder, `${family}-${subset}.woff2`));
    }
    // The Open Font License asks that its text goes with the files.
    fs.copyFileSync(path.join(packages, name, 'LICENSE'), path.join(folder, `${family}-LICENSE.txt`));
  }
}

async function stylesheet(folder) {
  await build({
    entryPoints: [path.join(ui, 'css/chorsu.css')],
    outfile: path.join(folder, 'chorsu.css'),
    bundle: true,
    minify: true,
    target: ['chrome123', 'firefox121', 'safari17.5'], // light-dark() as written; older browsers get the light one
    external: ['../dist/*', '../img/*'],
    logLevel: 'warning',
  });
}

async function bundles(folder) {
  const file = path.join(here, 'entries.json');
  const entries = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  fresh(folder);
  if (entries.bundles?.length) {
    await build({
      entryPoints: entries.bundles.map((name) => path.join(here, name)),
      outdir: folder,
      entryNames: '[name]',
      chunkNames: 'chunks/[name]-[hash]',
      bundle: true,
      splitting: true,
      minify: true,
      format: 'esm',
      target: ['es2022'],
      legalComments: 'linked',
      loader: { '.svg': 'text', '.wasm': 'file' },
      logLevel: 'warning',
    });
  }
  for (const [name, source] of Object.entries(entries.copies ?? {})) {
    fs.cpSync(path.join(packages, source), path.join(folder, name), { recursive: true });
  }
}

const start = performance.now();
const dist = path.join(ui, 'dist');
fresh(dist);
fonts(path.join(dist, 'fonts'));
await stylesheet(dist);
await bundles(reader);
const size = fs.statSync(path.join(dist, 'chorsu.css')).size;
console.log(`Fonts, stylesheet (${(size / 1024).toFixed(1)} KB) and bundles built in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
