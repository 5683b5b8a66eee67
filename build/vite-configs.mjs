import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { drawnIcons } from './drawn-icons.mjs';

/** @typedef {'main' | 'preload' | 'renderer' | 'cli'} Part a part of the product, built into its own folder of `dist/` */

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
// A build that can be repeated says which time it is of (reproducible-builds.org, SOURCE_DATE_EPOCH in seconds).
const { SOURCE_DATE_EPOCH } = process.env;
const madeAt = (SOURCE_DATE_EPOCH === undefined ? new Date() : new Date(Number(SOURCE_DATE_EPOCH) * 1000))
  .toISOString()
  .slice(0, 'YYYY-MM-DD'.length);

/** @type {Readonly<Record<Exclude<Part, 'renderer'>, { entry: string, file: string, format: 'es' | 'cjs' }>>} */
const NODE_PARTS = {
  // CommonJS is loaded before Electron is ready; a module may come too late to register a scheme.
  main: { entry: 'electron/main/main.ts', file: 'main.cjs', format: 'cjs' },
  // A sandboxed preload cannot require files beside it and cannot be a module: one CommonJS file.
  preload: { entry: 'electron/preload/preload.ts', file: 'preload.cjs', format: 'cjs' },
  cli: { entry: 'electron/cli/letterlock.ts', file: 'letterlock.js', format: 'es' },
};

/**
 * Each part has a list of the packages that are in its bundle, with their licences: electron/node/licences.ts reads them.
 */
const LICENCES = { fileName: 'licences.json' };

// It is left at the end of a style sheet, and means nothing there.
const VITES_MARK = /\/\*\$vite\$:\d+\*\/\s*$/;

/** The chunk with all that the first screen needs. */
const FIRST = 'start';

/** @type {readonly Part[]} */
export const PARTS = ['main', 'preload', 'renderer', 'cli'];

/**
 * The Vite configuration of one part.
 *
 * @param {Part} part
 * @returns {import('vite').InlineConfig}
 */
export function configOf(part) {
  const common = { configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('warn') };
  return part === 'renderer' ? { ...common, ...rendererConfig() } : { ...common, ...nodeConfig(part) };
}

/** @returns {import('vite').InlineConfig} */
function rendererConfig() {
  return {
    root: `${root}renderer`,
    base: './',
    plugins: [drawnIcons(), svelte({ configFile: false, compilerOptions: { runes: true } }), styleInPage()],
    build: {
      outDir: `${root}dist/renderer`,
      license: LICENCES,
      emptyOutDir: true,
      // Everything is a file of our own origin: the content security policy admits no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: 'chrome130',
      // What the first screen needs is one file: each one more is one more request before anything is painted.
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: FIRST, tags: ['$initial'] }] } } },
    },
  };
}

/**
 * The style of the first screen stands in the page itself: as a file it would be one more request before anything is painted. No
 * other chunk loads it for itself then.
 *
 * @returns {import('vite').Plugin}
 */
function styleInPage() {
  let style = '';
  return {
    name: 'letterlock-style-in-page',
    generateBundle: {
      order: 'pre', // before the page is made, and what each chunk needs is noted
      handler(_options, bundle) {
        const first = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === FIRST);
        const names = first?.type === 'chunk' ? first.viteMetadata?.importedCss : undefined;
        for (const name of names ?? []) {
          const file = bundle[name];
          if (file?.type === 'asset') style += String(file.source).replace(VITES_MARK, '');
          delete bundle[name];
        }
        names?.clear();
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        style === '' ? html : html.replace('</head>', () => `  <style>${style}</style>\n  </head>`),
    },
  };
}

/**
 * @param {Exclude<Part, 'renderer'>} part
 * @returns {import('vite').InlineConfig}
 */
function nodeConfig(part) {
  const { entry, file, format } = NODE_PARTS[part];
  return {
    root,
    define: {
      __LETTERLOCK_VERSION__: JSON.stringify(version),
      __LETTERLOCK_MADE_AT__: JSON.stringify(madeAt),
    },
    ssr: { noExternal: true },
    plugins: [requiredJson()],
    build: {
      ssr: true,
      outDir: `${root}dist/${part}`,
      license: LICENCES,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: `${root}${entry}`,
        external: ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
        output: {
          format,
          entryFileNames: file,
          ...(part === 'cli' ? { banner: '#!/usr/bin/env node' } : {}),
        },
      },
    },
  };
}

/**
 * JSON that a CommonJS package requires, as CommonJS. Vite makes a module of it, which has to be wrapped, and then the start
 * of the app loads the whole engine for the sake of the wrapper, before the parts that the engine needs are there.
 *
 * @returns {import('vite').Plugin}
 */
function requiredJson() {
  const mark = '\0required:';
  return {
    name: 'required-json',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith('.json') || importer?.includes('/node_modules/') !== true) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found === null ? null : `${mark}${found.id}.cjs`;
    },
    load(id) {
      if (!id.startsWith(mark)) return null;
      const json = readFileSync(id.slice(mark.length, -'.cjs'.length), 'utf8');
      return { code: `module.exports = ${json};`, moduleType: 'js' };
    },
  };
}
