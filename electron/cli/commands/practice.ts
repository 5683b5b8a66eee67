import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Language } from '../../../shared/findings/explain.ts';
import type { Refused } from '../../../shared/mail/parsed.ts';
import { faultNamed } from '../../node/practice/faults/faults.ts';
import { startPractice, type Practice } from '../../node/practice/practice.ts';
import { listOfFaults, readFaults } from '../faults.ts';
import { describePractice, type PracticeFiles } from '../practice-text.ts';
import { PRACTICE_WORDS } from '../practice-words.ts';
import { EXIT, type Terminal } from '../terminal/terminal.ts';

/** The options of `letterlock practice`, as commander gives them. */
export interface RawPracticeOptions {
  readonly fault: readonly string[];
  readonly list?: boolean;
}

/** Lists the faults, or runs the practice server until Ctrl-C, or until whoever started it is gone. */
export async function practice(
  raw: RawPracticeOptions,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  if (raw.list === true) {
    terminal.stdout.write(listOfFaults(language));
    return EXIT.healthy;
  }
  const faults = readFaults(raw.fault);
  if (!faults.ok) return faults;
  // Before anything is there that has to be cleaned up.
  const ended = untilEnded();
  const server = await startPractice({ date: () => new Date(), faults: faults.value });
  // Programs want files to trust; they are gone with the server, and nobody else on this machine reads them.
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-practice-'));
  try {
    const files = await writeFiles(server, folder);
    terminal.stdout.write(describePractice(server, files, language));
    terminal.stderr.write(`${PRACTICE_WORDS[language].intro}\n${PRACTICE_WORDS[language].howTo}\n`);
    const lines = createInterface({ input: terminal.stdin, terminal: false });
    lines.on('line', (line) => void obey(line.trim(), server, language, terminal));
    await ended;
    lines.close();
    terminal.stdin.destroy();
  } finally {
    await rm(folder, { recursive: true, force: true });
    await server.close();
  }
  return EXIT.healthy;
}

async function writeFiles(server: Practice, folder: string): Promise<PracticeFiles> {
  const authority = join(folder, 'authority.pem');
  await writeFile(authority, server.caPem, { mode: 0o600, flag: 'wx' });
  const devices = [];
  for (const { name, address } of server.accounts) {
    const { certificatePem, keyPem } = await server.clientCertificate(address);
    const file = join(folder, `${name}.pem`);
    await writeFile(file, `${certificatePem}\n${keyPem}`, { mode: 0o600, flag: 'wx' });
    devices.push({ name, file });
  }
  return { authority, devices };
}

const PARENT_LOOK_MS = 1_000;
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Waits for a signal that ends programs, or until the process that started this one is gone. */
async function untilEnded(): Promise<void> {
  const parent = process.ppid;
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve) => {
    // They stay: a second Ctrl-C must not break off what cleans up.
    for (const signal of ENDING_SIGNALS) process.on(signal, () => resolve());
    timer = setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, PARENT_LOOK_MS);
  });
  clearInterval(timer);
}

/** `list`, `none`, or the name of a fault, which is switched on, or off where it is on. */
async function obey(typed: string, server: Practice, language: Language, terminal: Terminal): Promise<void> {
  const words = PRACTICE_WORDS[language];
  if (typed === '') return;
  if (typed === 'list') {
    terminal.stdout.write(listOfFaults(language));
    return;
  }
  const found = faultNamed(typed);
  if (typed !== 'none' && found.kind === 'unknown') {
    terminal.stderr.write(`${words.unknown(typed, found.nearest)}\n`);
    return;
  }
  const others = server.faults.filter(({ name }) => name !== typed.toLowerCase());
  const isOn = others.length < server.faults.length;
  const next = found.kind === 'unknown' ? [] : isOn ? others : [...server.faults, found.fault];
  const isListening = await server.setFaults(next);
  terminal.stderr.write(`${isListening ? words.playing(next.map(({ name }) => name)) : words.portLost}\n`);
}
