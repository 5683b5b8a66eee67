import { expect, it } from 'vitest';
import { installedVersion } from '../../electron/node/recipes/installed-version.ts';
import { programRows } from '../../shared/recipes/facts/programs.ts';
import { describeWith } from '../parts.ts';
import { runPart } from '../servers/run.ts';

const NUMBERS = /^\d+(\.\d+)+$/;

describeWith(['aerc', 'msmtp'], 'the version of a mail program that is installed', () => {
  it.each([
    ['aerc', ['-v']],
    ['msmtp', ['--version']],
  ] as const)('is what %s says itself', async (program, args) => {
    const version = await installedVersion(program);

    expect(version).toMatch(NUMBERS);
    expect((await runPart(program, args)).output).toContain(` ${version}`);
  });

  it('is asked of every program of which versions differ', async () => {
    const ids = programRows().map(({ id }) => id);
    const differing = [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];

    expect(differing).not.toEqual([]);
    for (const id of differing) expect(await installedVersion(id), id).toMatch(NUMBERS);
  });

  it.each(['thunderbird', 'no-such-program', '__proto__', '../aerc'])(
    'is not asked of %s',
    async (program) => {
      expect(await installedVersion(program)).toBeNull();
    },
  );
});
