import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { describeWith } from '../parts.ts';
import { doorOf } from '../practice/doors.ts';
import { faultsNamed } from '../practice/faults.ts';
import { makePki } from '../servers/pki.ts';
import { textSecret } from './forms.ts';
import { ACCENTED_PASSWORD, ASCII_PASSWORD, giveFiles, secretsOfKey, WRONG_PASSWORD } from './given.ts';
import { makeKey, saveAt, saveKey, signInWithKey } from './window-keys.ts';
import { startRepeatingServer, type Verdict } from './repeating-server.ts';
import { Search, type Place } from './search.ts';
import { listenToSignIns, type Sent } from './sent.ts';
import { familyOf } from './watch.ts';
import { givePassword, goToSignIn, memoryOf, openApp, openServed, type Account } from './windows.ts';

const ALICE = 'alice@practice.test';
const BOB = 'bob@practice.test';
const PASSPHRASE = 'Beware the Jabberwock my son';
const WINDOWS = [
  ['the app', openApp],
  ['the screens in Chromium', openServed],
] as const;

describeWith(['electron', 'xvfb', 'chromium', 'core-files'], 'no secret gets out of the window', () => {
  const given = giveFiles();
  const signIns = listenToSignIns([ALICE, BOB]);
  let practice: Practice;
  let caFile: string;
  let atPractice: Account;

  beforeAll(async () => {
    const people = [
      { name: 'alice', password: ACCENTED_PASSWORD },
      { name: 'bob', password: ASCII_PASSWORD },
    ];
    practice = await startPractice({ date: () => new Date(), people });
    caFile = await given.write('ca.pem', `${practice.caPem}\n${(await makePki()).caPem}`);
    const door = (protocol: string): string =>
      `127.0.0.1:${doorOf(practice, protocol, 'implicit-tls').port}/implicit-tls`;
    atPractice = { address: ALICE, incoming: door('imap'), outgoing: door('submission') };
  });
  afterEach(() => play());
  afterAll(() => practice.close());

  async function play(...faults: readonly string[]): Promise<void> {
    await practice.setFaults(faultsNamed(...faults));
  }

  async function atRepeating(
    mechanism: string,
    verdict: Verdict,
  ): Promise<Account & { told: Promise<void> }> {
    const imap = await startRepeatingServer({ protocol: 'imap', mechanism, verdict });
    const smtp = await startRepeatingServer({ protocol: 'submission', mechanism, verdict });
    const at = (port: number): string => `127.0.0.1:${port}/implicit-tls`;
    return { address: BOB, incoming: at(imap.port), outgoing: at(smtp.port), told: imap.told };
  }

  const expectNothing = (places: readonly Place[], sent: Sent): void => {
    expect(sent.count()).toBeGreaterThan(0);
    expect(new Search([...given.secrets, ...sent.secrets()]).in(places)).toEqual([]);
  };

  it.each(WINDOWS)(
    'whatever the server does with the password that it was given (%s)',
    async (_, open) => {
      const sent = signIns();
      const { page, places, close } = await open(caFile);
      const startOver = page.getByRole('button', { name: 'Start over' });

      for (const mechanism of ['PLAIN', 'SCRAM-SHA-256-PLUS', 'CRAM-MD5']) {
        await goToSignIn(page, await atRepeating(mechanism, 'refuses'));
        await givePassword(page, WRONG_PASSWORD);
        await startOver.waitFor();
        expectNothing(await memoryOf(page), sent);
        await startOver.click();
      }

      const silent = await atRepeating('PLAIN', 'says nothing');
      await goToSignIn(page, silent);
      await givePassword(page, ASCII_PASSWORD);
      await silent.told;
      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
      await startOver.waitFor();
      expectNothing(await memoryOf(page), sent);
      await startOver.click();

      await goToSignIn(page, atPractice);
      await page.getByLabel('Also send a test mail to myself').check();
      await givePassword(page, ACCENTED_PASSWORD);
      await startOver.waitFor();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('works');
      expectNothing([...(await memoryOf(page)), ...places()], sent);

      await close();
      expectNothing(places(), sent);
    },
    60_000,
  );

  it.each(['main', 'renderer'] as const)(
    'when the %s process of the app crashes, with its memory written to a file',
    async (which) => {
      const sent = signIns();
      const { page, places, app, room, close } = await openApp(caFile);
      const pid = app?.process().pid ?? 0;
      const rendererPid = await app?.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
      );
      const silent = await atRepeating('PLAIN', 'says nothing');
      await goToSignIn(page, silent);
      await givePassword(page, ASCII_PASSWORD);
      await silent.told;

      expect(familyOf(pid)).toContain(rendererPid);
      const gone = which === 'main' ? app?.waitForEvent('close') : page.waitForEvent('crash');
      process.kill(which === 'main' ? pid : (rendererPid ?? 0), 'SIGSEGV');
      await gone;
      await close();

      expect(room.dumps().length).toBeGreaterThan(0);
      expectNothing(places(), sent);
    },
    60_000,
  );

  it('of a key that is made, saved and signed in with, also when the main process crashes then', async () => {
    const sent = signIns();
    const { page, places, app, room, close } = await openApp(caFile);
    const file = given.place('made.p12');
    const pem = given.place('made.pem');
    const shown = given.place('shown');
    await saveAt(app, [file, pem], shown);

    await makeKey(page, PASSPHRASE);
    await saveKey(page, PASSPHRASE, /P12/, file);
    await page.getByText('Other files, for a Mac and for programs that read PEM').click();
    await saveKey(page, PASSPHRASE, /Certificate and key in one PEM file/, pem);
    const keyPem = await readFile(pem, 'utf8');
    practice.registerKey(ALICE, keyPem);
    await play('external-by-key');
    await signInWithKey(page, PASSPHRASE, atPractice);
    const secrets = [
      ...given.secrets,
      ...sent.secrets(),
      textSecret('the passphrase', PASSPHRASE),
      textSecret('the password that was made', (await readFile(shown, 'utf8')).split('\n')[0] ?? ''),
      ...(await secretsOfKey({ keyPem, file })),
    ];
    const search = new Search(secrets);
    expect(search.in([...(await memoryOf(page)), ...places()])).toEqual([]);

    const gone = app?.waitForEvent('close');
    process.kill(app?.process().pid ?? 0, 'SIGSEGV');
    await gone;
    await close();

    expect(room.dumps().length).toBeGreaterThan(0);
    expect(search.in(places())).toEqual([]);
  }, 90_000);

  it('when an error with the password in it is thrown in the app, and nobody catches it', async () => {
    const sent = signIns();
    const { page, places, app, close } = await openApp(caFile);
    const silent = await atRepeating('PLAIN', 'says nothing');
    await goToSignIn(page, silent);
    await app?.evaluate(({ dialog }) => {
      // Nobody is there to close it.
      dialog.showErrorBox = (title, content) => console.log(`shown: ${title}: ${content}`);
      const { TLSSocket } = process.getBuiltinModule('node:tls');
      const write = TLSSocket.prototype.write as (...args: unknown[]) => boolean;
      TLSSocket.prototype.write = function (this: unknown, ...args: unknown[]) {
        if (String(args[0]).includes('AUTHENTICATE')) {
          setImmediate(() => {
            throw new TypeError(`cannot write ${String(args[0])}`);
          });
        }
        return write.apply(this, args);
      };
    });
    const gone = app?.waitForEvent('close');
    // The app may be gone before the click is known to have been one.
    await Promise.allSettled([givePassword(page, ASCII_PASSWORD)]);
    await gone;
    await close();

    expectNothing(places(), sent);
    const said = places().map(({ bytes }) => bytes.toString());
    expect(said.join('')).toContain('shown: Letterlock: a part of Letterlock broke (TypeError).');
  }, 60_000);
});
