import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { ALL_PAGES } from '../../shared/findings/all-pages.ts';
import { LANGUAGES, type Language } from '../../shared/findings/explain.ts';
import { compareReports } from '../../shared/report/compare.ts';
import { REDACTION_LEVELS, REPORT_FORMATS, type RedactionLevel } from '../../shared/report/formats.ts';
import { letterFor } from '../../shared/report/letter.ts';
import { openReport } from '../../shared/report/open-report.ts';
import { redactReport } from '../../shared/report/redact.ts';
import { renderComparison } from '../../shared/report/render-comparison.ts';
import { PLAIN, renderReport } from '../../shared/report/render-report.ts';
import type { Report } from '../../shared/report/report.ts';
import { runCli, runForReport } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { faultsNamed } from '../practice/faults.ts';
import { makePki } from '../servers/pki.ts';
import { textSecret, type Secret } from './forms.ts';
import { ACCENTED_PASSWORD, giveFiles, P12_PASSWORD, secretsOfKey, TOKEN, WRONG_PASSWORD } from './given.ts';
import { startRepeatingServer } from './repeating-server.ts';
import { Search, type Place } from './search.ts';
import { listenToSignIns } from './sent.ts';

const VERA = 'vera.kanarienvogel@practice.test';
const LONGEST_MS = 120_000;

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const everyByte = (sign: string, text: string): string =>
  [...Buffer.from(text)].map((byte) => `${sign}${byte.toString(16).toUpperCase()}`).join('');

/** What a server says of persons and of the network that they are in, in every form in which that is looked for. */
const OF_PERSONS = [
  ...[VERA, VERA.toUpperCase(), encodeURIComponent(VERA), everyByte('%', VERA), everyByte('=', VERA)],
  ...[base64(VERA), base64(`\0${VERA}\0`), base64(`x\0${VERA}`), `<mailto:${VERA}>`, `user=${VERA},`],
  ...['eva@privat.nirgendwo.test', 'bounce+eva=nirgendwo.test@practice.test'],
  ...[
    '/home/kanarienvogel/Maildir',
    String.raw`C:\Users\kanarienvogel\Mail`,
    'file:///Users/kanarienvogel/x',
  ],
  ...['kanarienvogel-laptop.local', 'nas.kanarienvogel.fritz.box', 'KANARIENVOGEL.lan'],
  ...['192.168.177.66', '[192.168.177.66]:4711', 'fd12:9876:5432::77', '[FD12:9876:5432:0::77]:993'],
  ...['100.64.177.66', '169.254.177.66', '00:16:3e:77:66:55'],
];
const OF_SERVERS = [
  'mx7.vogelhaus.test',
  'https://www.vogelhaus.test/vogelhaus',
  base64('mx7.vogelhaus.test'),
  '81.2.69.142',
];

/** What of it may be found where it was hidden for the helpdesk, and for strangers: nothing. */
const PERSONAL = [
  'kanarienvogel',
  'nirgendwo',
  '168.177.66',
  '64.177.66',
  '254.177.66',
  '9876:5432',
  '3e:77:66:55',
];
const OF_PLACES = ['practice.test', 'vogelhaus', '81.2.69.142'];

const MADE = ['signedIn', 'refused', 'broken', 'keyed', 'repeated', 'token'] as const;
const FAULTS: Readonly<Partial<Record<(typeof MADE)[number], readonly string[]>>> = {
  broken: ['certificate-expired', 'starttls-missing'],
  keyed: ['external-by-key'],
};

/** What came of the runs. */
interface Seen {
  readonly reports: ReadonlyMap<string, Report>;
  /** For what no report has at any level. */
  readonly never: Search;
  /** How often somebody signed in. */
  readonly signIns: number;
}

describeWith(['openssl'], 'no report tells what it may not', () => {
  const given = giveFiles();
  const signIns = listenToSignIns([VERA]);
  let practice: Practice;
  let looked: Promise<Seen> | undefined;
  const seen = (): Promise<Seen> => (looked ??= lookAtAll());

  beforeAll(async () => {
    practice = await startPractice({
      date: () => new Date(),
      people: [{ name: 'vera.kanarienvogel', password: ACCENTED_PASSWORD }],
    });
  });
  afterAll(() => practice.close());

  it(
    'of runs that have seen all of it',
    async () => {
      const { reports, signIns: count } = await seen();
      const codesIn = (name: string): readonly string[] =>
        reports.get(name)?.findings.map(({ code }) => code) ?? [];
      const outcomes = reports.get('signedIn')?.signIns.map(({ outcome }) => outcome);

      expect(count).toBeGreaterThan(5);
      expect(outcomes).toEqual(['accepted', 'accepted']);
      expect(codesIn('refused')).toContain('auth_password_refused');
      expect(codesIn('broken')).toContain('tls_certificate_expired');
      expect(codesIn('keyed')).toContain('auth_key_signed_in');
      // What is searched for was there to be found.
      const all = Buffer.from(JSON.stringify([...reports.values()]));
      const found = new Set(searchFor([...PERSONAL, ...OF_PLACES]).in([{ name: 'all', bytes: all }]));
      for (const one of [...PERSONAL, ...OF_PLACES]) expect(found).toContain(`all: ${one}, as it is`);
    },
    LONGEST_MS,
  );

  it.each(REDACTION_LEVELS.flatMap((level) => LANGUAGES.map((language) => [level, language] as const)))(
    'in any of its forms, at level %s in language %s',
    async (level, language) => {
      const { reports, never } = await seen();

      const places = MADE.flatMap((name) => placesOf(name, reports, level, language));

      expect(places.length).toBeGreaterThan(MADE.length * REPORT_FORMATS.length);
      expect(never.in(places)).toEqual([]);
      expect(searchFor(hiddenAt(level)).in(places)).toEqual([]);
    },
    LONGEST_MS,
  );

  it.each(REDACTION_LEVELS)(
    'as the command line prints it, at level %s',
    async (level) => {
      const { never } = await seen();
      const prints = [
        [],
        ...['md', 'html', 'json'].map((format) => ['--format', format]),
        ...[['--compare', given.place('token.json')], ['--preview']],
      ].map((print) => ['repeated', ...print]);
      const letter = ['broken', '--letter', 'provider'];

      for (const [at, [name, ...print]] of [...prints, letter].entries()) {
        const language = ['--lang', LANGUAGES[at % LANGUAGES.length] ?? 'en'];
        const args = ['report', given.place(`${name}.json`), '--level', level, ...print, ...language];
        const { exitCode, stdout, stderr } = await runCli(args);
        const places = [stdout, stderr].map((text) => ({ name: args.join(' '), bytes: Buffer.from(text) }));

        expect([0, 1, 3], stderr).toContain(exitCode);
        expect(stdout).not.toBe('');
        expect(never.in(places)).toEqual([]);
        expect(searchFor(hiddenAt(level)).in(places)).toEqual([]);
      }
    },
    LONGEST_MS,
  );

  /** Every run, once, whichever test needs it first. */
  async function lookAtAll(): Promise<Seen> {
    const sent = signIns();
    const reports = new Map<string, Report>();
    const key = await given.key(VERA, 'p256');
    practice.registerKey(VERA, key.certificatePem);
    const files = {
      ca: await given.write('ca.pem', `${practice.caPem}\n${(await makePki()).caPem}`),
      right: await given.write('right', `${ACCENTED_PASSWORD}\n`),
      wrong: await given.write('wrong', `${WRONG_PASSWORD}\n`),
      token: await given.write('token', `${TOKEN}\n`),
      p12: await given.write('p12-password', `${P12_PASSWORD}\n`),
    };
    const repeating = { verdict: 'refuses', adds: [...OF_PERSONS, ...OF_SERVERS] } as const;
    const knows = [WRONG_PASSWORD];
    const plain = await startRepeatingServer({
      ...repeating,
      protocol: 'submission',
      mechanism: 'PLAIN',
      knows,
    });
    const oauth = await startRepeatingServer({ ...repeating, protocol: 'imap', mechanism: 'XOAUTH2' });
    const door = (protocol: string): string => {
      const found = practice.doors.find((one) => one.protocol === protocol);
      return `127.0.0.1:${found?.port}/${found?.connectionSecurity}`;
    };
    const doors = ['--imap', door('imap'), '--smtp', door('submission')];
    const args: Readonly<Record<(typeof MADE)[number], readonly string[]>> = {
      signedIn: [...doors, '--password-file', files.right],
      refused: [...doors, '--password-file', files.wrong],
      broken: [...doors, '--password-file', files.right],
      keyed: [...doors, '--p12', key.file, '--p12-password-file', files.p12],
      repeated: [...['--smtp', `127.0.0.1:${plain.port}/implicit-tls`], '--password-file', files.wrong],
      token: [...['--imap', `127.0.0.1:${oauth.port}/implicit-tls`], '--oauth-token-file', files.token],
    };

    for (const name of MADE) {
      await practice.setFaults(faultsNamed(...(FAULTS[name] ?? [])));
      const check = ['check', VERA, '--ca', files.ca, '--timeout', '5', ...args[name]];
      const { report } = await runForReport(check);
      reports.set(name, report);
      await writeFile(given.place(`${name}.json`), JSON.stringify(report));
    }
    const secrets = [...given.secrets, ...(await secretsOfKey(key)), ...sent.secrets(), ...ofThisMachine()];
    return { reports, never: new Search(secrets), signIns: sent.count() };
  }
});

/** Every form of a report, as it is after it was opened, and what it says beside another one. */
function placesOf(
  name: string,
  reports: Seen['reports'],
  level: RedactionLevel,
  language: Language,
): readonly Place[] {
  const pages = ALL_PAGES[language];
  const redacted = redactReport(opened(reports.get(name)), level);
  const options = { pages, style: PLAIN, width: 80 };
  const letters = (['provider', 'it'] as const).map((to) => letterFor(redacted.report, to, pages, 0));
  const others = MADE.filter((other) => other !== name).map((other) =>
    redactReport(opened(reports.get(other)), level),
  );
  const texts = [
    ...REPORT_FORMATS.map((format) => [format, renderReport(redacted, format, pages)] as const),
    ...letters.map((letter) => ['a letter', `${letter?.subject ?? ''}\n${letter?.text ?? ''}`] as const),
    ...others.flatMap(({ report }) => {
      const comparison = compareReports(report, redacted.report);
      return [
        ['a comparison', renderComparison(comparison, options)] as const,
        ['a comparison in JSON', JSON.stringify(comparison)] as const,
      ];
    }),
  ];
  return texts.map(([what, text]) => ({ name: `${what} of ${name}`, bytes: Buffer.from(text) }));
}

function opened(report: Report | undefined): Report {
  const found = openReport(JSON.stringify(report));
  if (found.kind !== 'report') throw new Error(found.kind);
  return found.report;
}

function hiddenAt(level: RedactionLevel): readonly string[] {
  return { full: [], helpdesk: PERSONAL, minimal: [...PERSONAL, ...OF_PLACES] }[level];
}

function searchFor(texts: readonly string[]): Search {
  return new Search(texts.map((text) => textSecret(text, text)));
}

/** What this computer is called, where that can be told from chance: no report has it, at any level. */
function ofThisMachine(): readonly Secret[] {
  return hostname().length < 8 ? [] : [textSecret('the name of this computer', hostname())];
}
