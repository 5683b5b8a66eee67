import { beforeAll, expect, it } from 'vitest';
import { RUNTIMES } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { makePki } from '../servers/pki.ts';
import { ASCII_PASSWORD, giveFiles } from './given.ts';
import { startRepeatingServer } from './repeating-server.ts';
import { Search } from './search.ts';
import { listenToSignIns } from './sent.ts';
import { watch, type Watched, type WatchOptions } from './watch.ts';

const BOB = 'bob@practice.test';

/**
 * What goes wrong below the engine: an error with the password in its message, thrown where the engine waits for it, or where
 * nobody does. And what is left of it.
 */
const BREAKS = [
  ['thrown at once', 'throw error;', '"check-crashed"'],
  ['thrown later', 'setImmediate(() => { throw error; });', 'a part of Letterlock broke (TypeError)'],
  ['rejected', 'Promise.reject(error);', 'a part of Letterlock broke (TypeError)'],
] as const;

describeWith(['core-files', 'electron'], 'no secret gets out of a command line that crashes', () => {
  const given = giveFiles();
  const signIns = listenToSignIns([BOB]);
  let options: readonly string[];

  beforeAll(async () => {
    const ca = await given.write('ca.pem', (await makePki()).caPem);
    const passwordFile = await given.write('password', `${ASCII_PASSWORD}\n`);
    options = ['check', BOB, '--ca', ca, '--timeout', '5', '--password-file', passwordFile, '--json'];
  });

  /** A run whose server has been told the password and says nothing; it is searched whatever becomes of it. */
  async function runToTheEnd(
    how: Omit<WatchOptions, 'meanwhile'>,
    crash: (pid: number) => void = () => undefined,
  ): Promise<Watched> {
    const sent = signIns();
    const server = await startRepeatingServer({
      protocol: 'imap',
      mechanism: 'PLAIN',
      verdict: 'says nothing',
    });
    const watched = await watch([...options, '--imap', `127.0.0.1:${server.port}/implicit-tls`], {
      ...how,
      async meanwhile({ pid }) {
        await server.told;
        crash(pid ?? 0);
      },
    });
    expect(sent.count()).toBe(1);
    expect(new Search([...given.secrets, ...sent.secrets()]).in(watched.places)).toEqual([]);
    return watched;
  }

  for (const runtime of RUNTIMES) {
    it.each(['SIGSEGV', 'SIGABRT', 'SIGQUIT', 'SIGBUS'] as const)(
      `by %s, with its memory written to a file (${runtime})`,
      async (name) => {
        const { signal, room } = await runToTheEnd({ runtime }, (pid) => process.kill(pid, name));

        expect(signal).toBe(name);
        expect(room.dumps().length).toBeGreaterThan(0);
      },
    );

    it.each(['SIGKILL', 'SIGHUP', 'SIGTERM'] as const)(`by %s (${runtime})`, async (name) => {
      await runToTheEnd({ runtime }, (pid) => process.kill(pid, name));
    });

    it.each(BREAKS)(`by an error with the password in it, %s (${runtime})`, async (_, code, left) => {
      const file = await given.write('break.cjs', breaking(code));

      const { exitCode, stdout, stderr } = await runToTheEnd({
        runtime,
        runtimeOptions: ['--require', file],
      });

      expect(exitCode).toBe(3);
      expect(`${stdout}${stderr}`).toContain(left);
    });
  }
});

/** What the system's own code does then; nothing in the program is there for it. */
function breaking(code: string): string {
  return `
    const { TLSSocket } = require('node:tls');
    const write = TLSSocket.prototype.write;
    TLSSocket.prototype.write = function (data, ...rest) {
      const isWritten = write.call(this, data, ...rest);
      if (/AUTHENTICATE/.test(String(data))) {
        const error = new TypeError('cannot write ' + JSON.stringify(${JSON.stringify(ASCII_PASSWORD)}) + ' as ' + data);
        ${code}
      }
      return isWritten;
    };
  `;
}
