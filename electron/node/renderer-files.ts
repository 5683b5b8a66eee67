import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** One file of the window, as it is sent. */
export interface RendererFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The value of the Content-Type header. */
  readonly type: string;
}

/** Every file of the window by its name: `index.html`, `assets/index-1a2b.js`. A request can name nothing else. */
export type RendererFiles = ReadonlyMap<string, RendererFile>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * Reads the window's files into memory, once. Whoever serves them looks names up in this map and never makes a path out
 * of a request. Links, and files of a type that has no row above, are left out.
 *
 * @throws {Error} where the folder cannot be read or holds no index.html: the window was not built
 */
export async function loadRendererFiles(directory: string): Promise<RendererFiles> {
  const files = new Map<string, RendererFile>();
  await collect(directory, '', files);
  if (!files.has('index.html')) throw new Error(`${directory} holds no index.html: the window was not built`);
  return files;
}

// Not readdir's own `recursive`: inside an asar archive Electron's file system answers the plain call only.
async function collect(directory: string, prefix: string, files: Map<string, RendererFile>): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    const name = `${prefix}${entry.name}`;
    const type = CONTENT_TYPES[extname(entry.name)];
    if (entry.isDirectory()) await collect(path, `${name}/`, files);
    else if (entry.isFile() && type !== undefined)
      files.set(name, { bytes: Uint8Array.from(await readFile(path)), type });
  }
}
