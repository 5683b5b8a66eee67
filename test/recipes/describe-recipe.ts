import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { NewDevice } from '../../electron/node/keys/new-device.ts';
import { placeFile } from '../../electron/node/recipes/place-file.ts';
import type { KeyAlgorithm } from '../../shared/mail/device.ts';
import { factsOf } from '../../shared/recipes/facts/programs.ts';
import { byStrength, isKeyWay, LOGIN_COMMAND, type WayIn } from '../../shared/recipes/way-in.ts';
import { describeWith, type Part } from '../parts.ts';
import { TEST_AUTHCID } from '../servers/dovecot23.ts';
import {
  expectForetold,
  expectIntact,
  expectKeyFromAnywhere,
  homeFor,
  printTrials,
  testDevice,
  type NameOf,
  type OwnFile,
  type Trial,
  type Use,
} from './bench.ts';
import { EVERY_HOSTILE_FOLDER, HOSTILE, HOSTILE_FOLDERS } from './hostile.ts';
import { dovecotServer, practiceServer, type RecipeServer } from './servers.ts';

/** A real program, and how it is used when its recipe was followed. */
export interface TriedProgram {
  /** As the table of facts calls it. */
  readonly program: string;
  /** Asks the program that is installed. */
  readonly version: () => Promise<string>;
  readonly parts: readonly Part[];
  /** Fetches mail, or looks for it. */
  readonly incoming?: Use;
  /** Sends a mail. */
  readonly outgoing?: Use;
  /** The kinds of key that it is tried with; none where it takes no keys. */
  readonly algorithms: readonly KeyAlgorithm[];
  /** How one sees which name of the sender it has, when it has sent something; left out where it has none. */
  readonly nameOf?: NameOf;
  /** It sends only where it could open the mailbox. */
  readonly opensFirst?: true;
  /**
   * A file that somebody has already, to which the recipe is added: settings of another account, some of which would weaken this one or
   * have it signed in otherwise.
   */
  readonly own?: OwnFile;
  /** It starts and ends at once, so that it is tried in every hostile folder. */
  readonly isQuick?: true;
  /** The hostile names that it is tried with, where it is too slow for all: those that mean something in its files. */
  readonly names?: readonly string[];
}

const SIDES = ['incoming', 'outgoing'] as const;
// A process for each name, of which some programs start slowly.
const LONGEST_HOSTILE_MS = 120_000;

/** Tests a recipe with the program that it is for: every way in, hostile names, and files that are there already. */
export function describeRecipe(tried: TriedProgram): void {
  describeWays(tried);
  describeNames(tried);
  if (tried.own !== undefined) describeAddition(tried, tried.own);
}

/**
 * Tests that a program signs in as foretold: at servers that have everything, little, or know keys in each of the ways that there
 * are, the server's log must show the way in that the table of facts foretold.
 */
export function describeWays(tried: TriedProgram): void {
  const { program, parts, algorithms } = tried;
  const sides = SIDES.filter((side) => tried[side] !== undefined);
  const folders = tried.isQuick === true ? EVERY_HOSTILE_FOLDER : HOSTILE_FOLDERS;

  describeWith([...parts, 'dovecot'], `${program}, set up by its recipe`, () => {
    const servers: RecipeServer[] = [];
    const devices: NewDevice[] = [];
    let version: string;

    beforeAll(async () => {
      version = await tried.version();
      for (const algorithm of algorithms) devices.push(await testDevice(TEST_AUTHCID, algorithm));
      const known = devices.map(({ device }) => device);
      servers.push(
        await dovecotServer(known),
        await dovecotServer(known, ['plain', 'login']),
        await practiceServer(known),
        await practiceServer(known, { clientKey: 'preauth' }),
        await practiceServer(known, { clientKey: 'enough-to-send' }),
      );
    });
    afterAll(async () => {
      printTrials();
      for (const server of servers) await server.stop();
    });

    const signsIn = async (trial: Trial): Promise<void> => {
      for (const side of sides) {
        const home = await homeFor(program, version, trial);
        const needed =
          side === 'outgoing' && tried.opensFirst === true ? (['incoming', side] as const) : [side];
        const isLetIn = needed.every((one) => (home.recipe[one]?.way ?? null) !== null);
        if (home.recipe.steps.length > 0 && !isLetIn) continue;
        const isSetUp = home.recipe.steps.length > 0;
        const ended = isSetUp ? await tried[side]?.(home) : { exitCode: null, output: 'not set up' };
        if (ended !== undefined) await expectForetold(`${program} ${version}`, trial, home, side, ended);
      }
    };

    it.each(['implicit-tls', 'starttls'] as const)(
      'signs in as foretold, by password: %s',
      async (security) => {
        await Promise.all(servers.map((server) => signsIn({ server, with: 'password', security })));
      },
    );

    if (algorithms.length > 0)
      it('signs in as foretold, by key', async () => {
        const atServer = async (server: RecipeServer): Promise<void> => {
          for (const device of devices) await signsIn({ server, with: device });
        };
        await Promise.all(servers.map(atServer));
      });

    // Some have a key shown, and are let in by the password all the same.
    if (Object.values(factsOf(program, null)?.sides ?? {}).some(({ ways }) => ways.some(isKeyWay)))
      it(
        'takes the key out of a folder whatever that is called',
        { timeout: LONGEST_HOSTILE_MS },
        async () => {
          for (const side of sides) {
            const use = tried[side];
            // Every program that takes keys can use one here, if not for everything.
            const [server, own] = [servers.at(-1), devices[0]];
            if (use === undefined || server === undefined || own === undefined) continue;
            const trial = { server, with: own };
            const written = await expectKeyFromAnywhere(program, version, trial, side, use, folders);
            process.stdout.write(`hostile folders of keys that ${program} was given, ${side}: ${written}\n`);
            expect(written).not.toMatch(/^0 /);
          }
        },
      );

    it('signs in by each way that is known of it, where the server has no other', async () => {
      for (const way of passwordWays(program, version)) {
        const server = await practiceServer([], { mechanisms: [way] });
        await signsIn({ server: { ...server, name: `practice ${way} alone` }, with: 'password' });
        await server.stop();
      }
    });
  });
}

/** Tests that a program has hostile names as they are, or is not given them, and runs nothing of them. */
export function describeNames(tried: TriedProgram): void {
  const { program, parts, names = HOSTILE } = tried;
  const sides = SIDES.filter((side) => tried[side] !== undefined);

  describeWith(parts, `${program}, set up for people with hostile names`, () => {
    it.each(sides)(
      `has names as they are, and runs nothing that they say (${names.length} of ${HOSTILE.length}): %s`,
      async (side) => {
        const use = tried[side];
        const written =
          use === undefined
            ? null
            : await expectIntact(
                program,
                await tried.version(),
                side,
                use,
                names,
                side === 'outgoing' ? (tried.nameOf ?? null) : null,
              );
        process.stdout.write(`hostile names that ${program} was given, ${side}: ${written}\n`);
        expect(written).not.toMatch(/^0 /);
      },
      LONGEST_HOSTILE_MS,
    );
  });
}

/** Tests that a program signs in as foretold where somebody has a file of theirs already, and that nothing of it is lost. */
export function describeAddition({ program, parts, version, ...uses }: TriedProgram, own: OwnFile): void {
  describeWith(parts, `${program}, set up where ${own.name} is there already`, () => {
    it.each(SIDES.filter((side) => uses[side] !== undefined))('signs in as foretold: %s', async (side) => {
      const server = await practiceServer([]);
      onTestFinished(() => server.stop());
      const trial: Trial = { server, with: 'password', own };
      const home = await homeFor(program, await version(), trial);
      const path = join(home.path, own.name);
      const text = await readFile(path, 'utf8');
      const file = home.recipe.steps.find((step) => step.file !== null)?.file;

      const ended = await uses[side]?.(home);

      if (ended === undefined || file === undefined || file === null) throw new Error('it has a file');
      await expectForetold(program, trial, home, side, ended);
      expect(server.lastName(), ended.output).toBe('alice');
      for (const line of own.text.split('\n')) expect(text.split('\n')).toContain(line);
      // Nobody is asked a second time.
      const again = await placeFile(file, () => Promise.resolve(false));
      expect(again).toEqual({ ok: true, value: { kind: 'same', path } });
    });
  });
}

/** The mechanisms that take a password and that are known of a program, for any side. */
function passwordWays(program: string, version: string): readonly WayIn[] {
  const sides = Object.values(factsOf(program, version)?.sides ?? {});
  const known = byStrength(sides.flatMap(({ own, ways }) => [...own, ...ways]));
  return known.filter((way) => !isKeyWay(way) && way !== LOGIN_COMMAND);
}
