import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
/** What Electron and its display need: `.ci/run` is told these by the runtime that it gets Electron from. */
const OF_ELECTRON = [
  ...[
    'xvfb',
    'xauth',
    'libnss3',
    'libatk-bridge2.0-0',
    'libgtk-3-0',
    'libgbm1',
    'libasound2',
    'libxss1',
    'libdrm2',
  ],
  ...['libxkbcommon0', 'libsecret-1-0', 'fonts-dejavu-core', 'fonts-noto-color-emoji'],
];

/** The Debian packages that a file has installed, in the order of the alphabet. */
function packagesIn(file: string): readonly string[] {
  const text = readFileSync(new URL(file, ROOT), 'utf8').replaceAll('\\\n', ' ');
  const words = /apt-get install\b(.*dovecot.*)$/m.exec(text)?.[1]?.split(/\s+/) ?? [];
  return words.filter((word) => /^[a-z][a-z0-9.+-]+$/.test(word)).toSorted();
}

it.each(['CONTRIBUTING.md', '.github/workflows/ci.yml'])(
  '%s has the packages of .ci/run installed',
  (file) => {
    const expected = [...packagesIn('.ci/run'), ...OF_ELECTRON].toSorted();

    expect(expected.length).toBeGreaterThan(OF_ELECTRON.length);
    expect(packagesIn(file)).toEqual(expected);
  },
);
