import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { borderCrossed, ROOMS } from '../build/borders.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const SCRIPT = /<script[^>]*>([\s\S]*?)<\/script>/g;

/** Every source file of the rooms, from the root, with forward slashes. */
function sourceFiles(): readonly string[] {
  return ['shared', 'electron', 'renderer']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const scripts = file.endsWith('.svelte') ? [...text.matchAll(SCRIPT)].map(([, script]) => script!) : [text];
  return scripts.flatMap((script) => ts.preProcessFile(script).importedFiles.map(({ fileName }) => fileName));
}

describe('the borders between the rooms', () => {
  it('are crossed by no import of any source file', () => {
    const files = sourceFiles();

    const crossings = files.flatMap((file) =>
      importsOf(file)
        .map((specifier) => borderCrossed(file, specifier))
        .filter((message) => message !== null)
        .map((message) => `${file}: ${message}`),
    );

    expect(files.length).toBeGreaterThan(60);
    expect(crossings).toEqual([]);
  });

  it('leave no source file outside of a room', () => {
    const outside = sourceFiles().filter((file) => !ROOMS.some(({ path }) => file.startsWith(`${path}/`)));

    expect(outside).toEqual([]);
  });

  it.each([
    ['shared/sasl/client.ts', 'node:crypto'],
    ['shared/sasl/client.ts', '../mail/port.ts'],
    ['shared/mail/port.ts', 'zod'],
    ['shared/wire/imap.ts', '../sasl/client.ts'],
    ['shared/findings/judge.ts', '../report/report.ts'],
    ['electron/node/doctor.ts', 'electron'],
    ['electron/node/doctor.ts', '../main/window.ts'],
    ['electron/serve/serve.ts', '../cli/run.ts'],
    ['electron/preload/preload.ts', 'node:fs'],
    ['electron/preload/preload.ts', '../../shared/report/report.ts'],
    ['renderer/main.ts', '../shared/sasl/client.ts'],
    ['renderer/main.ts', '../electron/node/doctor.ts'],
    ['renderer/main.ts', 'node:fs'],
  ])('forbid that %s imports %s', (file, specifier) => {
    expect(borderCrossed(file, specifier)).not.toBeNull();
  });

  it.each([
    ['shared/sasl/client.ts', './bytes.ts'],
    ['shared/wire/imap.ts', '../sasl/base64.ts'],
    ['shared/ipc/guards.ts', 'zod'],
    ['electron/cli/run.ts', '../node/doctor.ts'],
    ['renderer/main.ts', '../shared/ipc/api.ts'],
    ['renderer/screens/Start.svelte', '@lucide/svelte/icons/check'],
  ])('allow that %s imports %s', (file, specifier) => {
    expect(borderCrossed(file, specifier)).toBeNull();
  });
});
