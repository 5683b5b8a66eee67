import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import { pathOf } from '../parts.ts';
import { endWithUs, hasExited, stopChild } from '../servers/child.ts';

/** Somebody has signed in to a GNOME desktop: programs find a bus of this session alone, and a secret service on it. */
export interface KeyringSession {
  /** What makes a program part of the session, over what else is in its environment: its home, too, is in here. */
  readonly env: Readonly<Record<string, string>>;
  /** What an Electron that Playwright starts has to be told before what it runs: Playwright takes its keyring away. */
  readonly playwrightArgs: readonly string[];
  /** Ends the bus and the service. What they and others wrote stays in the home. */
  readonly stop: () => Promise<void>;
}

const START_MS = 10_000;

// Playwright's own such script has set it to `basic`. The desktop decides where it is not set.
const GIVEN_BACK = "require('electron').app.commandLine.removeSwitch('password-store');";

/**
 * Starts a session with GNOME Keyring. Electron knows the desktop by its environment, and needs no option. Needs the parts
 * `dbus` and `gnome-keyring`.
 *
 * @param home a folder for this alone, with a short path (a socket is in it). The keyrings are in there: another session
 *   with the same home has the same ones, and the caller removes it
 * @param password that of the person, which makes their keyring the first time and unlocks it from then on; where it is
 *   another, the keyring stays locked. Null: there is no secret service, and a bus that will start none
 */
export async function startKeyringSession(home: string, password: string | null): Promise<KeyringSession> {
  const runtime = await mkdtemp(join(home, 'run-'));
  const folders = {
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_RUNTIME_DIR: runtime,
  };
  await Promise.all(Object.values(folders).map((folder) => mkdir(folder, { recursive: true, mode: 0o700 })));
  const children: ChildProcess[] = [];
  // The last one first: a service that loses its bus would complain.
  const stop = async (): Promise<void> => {
    for (const child of children.splice(0).reverse()) await stopChild(child);
  };
  try {
    const desktop = { ...folders, XDG_CURRENT_DESKTOP: 'GNOME' };
    const bus = await startBus(runtime, { ...process.env, ...desktop }, children);
    const env = { ...desktop, DBUS_SESSION_BUS_ADDRESS: bus };
    if (password !== null) await startService({ ...process.env, ...env }, password, children);
    const givenBack = join(runtime, 'keyring-given-back.cjs');
    await writeFile(givenBack, GIVEN_BACK);
    return { env, playwrightArgs: ['-r', givenBack], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address of a bus that starts no services by itself, so that nothing runs that we did not start. */
async function startBus(runtime: string, env: NodeJS.ProcessEnv, children: ChildProcess[]): Promise<string> {
  const config = join(runtime, 'bus.xml');
  await writeFile(
    config,
    `<busconfig>
      <type>session</type>
      <listen>unix:dir=${runtime}</listen>
      <auth>EXTERNAL</auth>
      <policy context="default">
        <allow send_destination="*"/>
        <allow receive_sender="*"/>
        <allow own="*"/>
      </policy>
    </busconfig>`,
  );
  const args = [`--config-file=${config}`, '--nofork', '--print-address=1'];
  const child = spawn(pathOf('dbus'), args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  endWithUs(child);
  children.push(child);
  // It writes its address, and a line end, when clients can connect.
  const [line] = (await once(child.stdout, 'data', { signal: AbortSignal.timeout(START_MS) })) as unknown[];
  return String(line).trim();
}

/** GNOME Keyring's daemon, which reads the password as PAM would give it. */
async function startService(
  env: NodeJS.ProcessEnv,
  password: string,
  children: ChildProcess[],
): Promise<void> {
  const args = ['--foreground', '--unlock', '--components=secrets'];
  const child = spawn(pathOf('gnome-keyring'), args, { env, stdio: ['pipe', 'ignore', 'pipe'] });
  endWithUs(child);
  children.push(child);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdin.on('error', () => undefined); // it ended without reading: the wait below says so
  child.stdin.end(password);
  const offered = async (): Promise<void> => {
    if (hasExited(child) || !(await isOnBus('org.freedesktop.secrets', env)))
      throw new Error(`GNOME Keyring does not start: ${said}`);
  };
  await vi.waitFor(offered, { timeout: START_MS });
}

async function isOnBus(name: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const method = ['/org/freedesktop/DBus', 'org.freedesktop.DBus.GetNameOwner', `string:${name}`];
  const args = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', ...method];
  // It comes with the bus.
  const child = spawn(join(dirname(pathOf('dbus')), 'dbus-send'), args, { env, stdio: 'ignore' });
  endWithUs(child);
  const [exitCode] = (await once(child, 'exit')) as unknown[];
  return exitCode === 0;
}
