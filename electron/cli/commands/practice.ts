import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import type { Language } from '../../../shared/findings/explain.ts';
import { describeProblem } from '../../../shared/findings/input-problems.ts';
import { accepted, refused, type Parsed, type Refused } from '../../../shared/mail/parsed.ts';
import { LineBuffer } from '../../../shared/wire/lines.ts';
import { codeOf } from '../../node/files/system-code.ts';
import { faultNamed } from '../../node/practice/faults/faults.ts';
import { startPractice, type Practice } from '../../node/practice/practice.ts';
import { waitForEnd, type Ending } from '../ending.ts';
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
  const faults = readFaults(raw.fault);
  if (!faults.ok) return faults;
  if (raw.list === true) {
    terminal.stdout.write(listOfFaults(language));
    return EXIT.healthy;
  }
  const folder = await makeFolder();
  if (!folder.ok) {
    terminal.stderr.write(`letterlock: ${describeProblem(folder.problem, language)}\n`);
    return EXIT.unfinished;
  }
  // Before anything is in the folder that has to be cleaned up.
  const ending = waitForEnd(() => rmSync(folder.value, { recursive: true, force: true }));
  try {
    const server = await startPractice({ date: () => new Date(), faults: faults.value });
    try {
      await serve(server, folder.value, { language, terminal, ending });
    } finally {
      await server.close();
    }
  } finally {
    await rm(folder.value, { recursive: true, force: true });
    ending.forget();
  }
  return EXIT.healthy;
}

interface Around {
  readonly language: Language;
  readonly terminal: Terminal;
  readonly ending: Ending;
}

/** Programs want files to trust. They are gone with the server, and nobody else on this machine reads them. */
async function makeFolder(): Promise<Parsed<string>> {
  try {
    return accepted(await mkdtemp(join(tmpdir(), 'letterlock-practice-')));
  } catch {
    return refused('temporary_folder_unusable', tmpdir()); // whatever the system says: another folder has to be named
  }
}

async function serve(
  server: Practice,
  folder: string,
  { language, terminal, ending }: Around,
): Promise<void> {
  const files = await writeFiles(server, folder);
  const words = PRACTICE_WORDS[language];
  terminal.stdout.write(describePractice(server, files, { language, program: programName() }));
  terminal.stderr.write(`${words.intro}\n${words.howTo}\n`);
  const obeying = obeyLines(server, { language, terminal, ending });
  await Promise.race([ending.ended, obeying.then(() => ending.ended)]);
  terminal.stdin.destroy();
}

/** How this program was called, so that what is printed can be pasted: by its name where it is installed. */
function programName(): string {
  const [, file = 'letterlock'] = process.argv;
  const name = basename(file);
  return name === 'letterlock' ? name : `node ${relative(process.cwd(), file)}`;
}

// The input was closed under us: at the end, or by who typed.
const INPUT_GONE = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'EIO']);

/** Obeys what is typed, a line after the other; what is no text in lines is not listened to any more. */
async function obeyLines(server: Practice, around: Around): Promise<void> {
  const lines = new LineBuffer();
  try {
    for await (const bytes of around.terminal.stdin) {
      lines.push(Buffer.from(bytes as Uint8Array)); // no encoding was set
      for (let line = lines.next(); line !== null; line = lines.next()) {
        if (line === 'too-long') return;
        await obey(Buffer.from(line).toString().trim(), server, around);
      }
    }
  } catch (error) {
    if (!INPUT_GONE.has(codeOf(error))) throw error;
  }
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

/** `list`, `none`, `quit`, or the name of a fault, which is switched on, or off where it is on. */
async function obey(typed: string, server: Practice, { language, terminal, ending }: Around): Promise<void> {
  const words = PRACTICE_WORDS[language];
  if (typed === '') return;
  if (typed === 'quit') {
    ending.end();
    return;
  }
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
