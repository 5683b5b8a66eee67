import type { Language } from '../../shared/findings/explain.ts';
import { describeProblem } from '../../shared/findings/input-problems.ts';
import { oddityOf, oddityWords } from '../../shared/findings/password-oddities.ts';
import type { Plan, PlannedSignIn, ServerLearns } from '../../shared/mail/plan.ts';
import { formatEndpoint } from '../../shared/mail/endpoint.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { keyTrialsIn } from '../../shared/report/key-trials.ts';
import type { TextStyle } from '../../shared/report/render-text.ts';
import type { Report, Verdict } from '../../shared/report/report.ts';
import { examine } from '../node/doctor.ts';
import type { Examination, Surroundings } from '../node/examination.ts';
import { ownSurroundings } from '../node/own-surroundings.ts';
import { printReport } from './print-report.ts';
import { askSecret } from './prompt.ts';
import type { ReportTarget } from './report-option.ts';
import { progressOn } from './terminal/progress.ts';
import { styleFor } from './terminal/style.ts';
import { EXIT, type Terminal } from './terminal/terminal.ts';

/** How results are printed: for people, as one JSON report, or as JSON events, one a line, while they happen. */
export type Output = 'text' | 'json' | 'jsonl';

/** What the exit code says of a report. */
export const EXIT_OF: Readonly<Record<Verdict, number>> = {
  healthy: EXIT.healthy,
  problems: EXIT.problems,
  unfinished: EXIT.unfinished,
};

/**
 * Carries out a run on a terminal: progress on stderr, the result on stdout. Ctrl-C ends the run, which then reports
 * what it has seen.
 *
 * @param password the one that was read from a file; undefined asks for it where there is somebody to ask
 * @returns the exit code
 */
export async function runOnTerminal(
  examination: Examination,
  options: {
    readonly output: Output;
    readonly language: Language;
    readonly password?: string;
    readonly sendsTestMail?: boolean;
    /** The device of this computer that is signed in with: what comes of it is noted with it. */
    readonly deviceId?: string;
    /** False: nobody is asked for anything, and nobody signs in. */
    readonly signsIn?: boolean;
    readonly onSettled?: Surroundings['onSettled'];
    /** Prints what the run comes to, in place of its report. */
    readonly printInstead?: (report: Report) => void;
    /** The file that a report is written into, too. */
    readonly reportTo?: ReportTarget;
  },
  terminal: Terminal,
): Promise<number> {
  const { output, language, password, sendsTestMail = false, deviceId, printInstead, reportTo } = options;
  const abort = new AbortController();
  const cancel = (): void => abort.abort();
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  const progress = progressOn(terminal, language);
  const report = await examine(examination, {
    emit(event: RunEvent) {
      if (output === 'jsonl') terminal.stdout.write(`${JSON.stringify(event)}\n`);
      progress.show(event);
    },
    ...(options.onSettled === undefined ? {} : { onSettled: options.onSettled }),
    async askPassword(plan) {
      if (options.signsIn === false) return null;
      const isUsed = examination.credential === undefined;
      progress.clear();
      const lines = planLines(plan, language);
      if (output === 'text') terminal.stderr.write(lines);
      if (password !== undefined && isUsed) tellOddity(password, language, terminal);
      const after = { looksAtMail: true, sendsTestMail, language };
      // What came out of a file goes only to servers that nobody has to confirm.
      if (examination.credential !== undefined) return { password: null, isConfirmed: false, ...after };
      if (password !== undefined) return { password, isConfirmed: false, ...after };
      const typed = await askSecret(
        (output === 'text' ? '' : lines) +
          questionFor(plan, language, styleFor(terminal.stderr, terminal.env)),
        terminal,
        cancel,
        abort.signal,
      );
      if (typed !== null) tellOddity(typed, language, terminal);
      // The question names what has to be confirmed; who answers it with the password has.
      return typed === null ? null : { password: typed, isConfirmed: true, ...after };
    },
    signal: abort.signal,
    ...ownSurroundings(),
  });
  process.off('SIGINT', cancel);
  process.off('SIGTERM', cancel);
  progress.clear();
  if (deviceId !== undefined) await note(deviceId, report, language, terminal);
  if (printInstead === undefined) print(report, output, language, terminal);
  else printInstead(report);
  if (reportTo === undefined) return EXIT_OF[report.verdict];
  const { writeReport } = await import('./report-target.ts');
  const isWritten = await writeReport(report, reportTo, language, terminal);
  return isWritten ? EXIT_OF[report.verdict] : EXIT.unfinished;
}

/** Says that something was changed on the disk. Where it cannot be noted, the report has it all the same. */
async function note(
  deviceId: string,
  report: Report,
  language: Language,
  { stderr }: Terminal,
): Promise<void> {
  if (keyTrialsIn(report, report.startedAt).length === 0) return;
  const [{ noteOwnTrials }, { KEY_WORDS }] = await Promise.all([
    import('./commands/key/kept-key.ts'),
    import('./commands/key/words.ts'),
  ]);
  const noted = await noteOwnTrials(deviceId, report);
  stderr.write(
    noted.ok
      ? `${KEY_WORDS[language].trialNoted}\n`
      : `letterlock: ${describeProblem(noted.problem, language)}\n`,
  );
}

/** Points out what may be a slip, before it is sent: afterwards a server only says that the password is wrong. */
function tellOddity(password: string, language: Language, { stderr }: Terminal): void {
  const oddity = oddityOf(password);
  if (oddity !== null) stderr.write(`${oddityWords[language][oddity]}\n`);
}

function print(report: Report, output: Output, language: Language, terminal: Terminal): void {
  if (output === 'json') terminal.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  if (output !== 'text') return;
  printReport(report, language, terminal);
}

interface Question {
  readonly line: (server: string, mechanism: string, username: string) => string;
  readonly learns: Readonly<Record<ServerLearns, string>>;
  readonly triesLeft: string;
  /** Before the question, where a server has to be confirmed. */
  readonly confirm: (site: string) => string;
  /** The same, where a server offers less than it did. */
  readonly less: (host: string, before: string, now: string) => string;
  readonly prompt: string;
}

const QUESTIONS: Readonly<Record<Language, Question>> = {
  en: {
    line: (server, mechanism, username) => `${server} as ${username} with ${mechanism}`,
    learns: {
      proof: 'your password is not sent, only a proof of it',
      'key-proof': 'your key stays here, the server gets a proof of it',
      password: 'the server gets the password itself, inside the encrypted and verified connection',
      token: 'the server gets the token itself, inside the encrypted and verified connection',
    },
    triesLeft: 'tries left',
    confirm: (site) =>
      `These servers belong to ${site}. What names them could have been changed on the way or is a guess, or it leads to another\n  domain than yours or to a port that is none of mail's. Compare ${site} and the ports with your provider's page, letter by\n  letter, and give your password only if they are the same.`,
    less: (host, before, now) =>
      `${host} offered ${before} at an earlier check and does not now. Somebody on the way may have taken it out of the list. If your\n  provider has not given it up, go on without signing in; with your password you agree to ${now}.`,
    prompt: 'Password (empty: go on without signing in): ',
  },
  de: {
    line: (server, mechanism, username) => `${server} als ${username} mit ${mechanism}`,
    learns: {
      proof: 'Ihr Passwort wird nicht gesendet, nur ein Beweis davon',
      'key-proof': 'Ihr Schlüssel bleibt hier, der Server bekommt einen Beweis dafür',
      password: 'der Server bekommt das Passwort selbst, in der verschlüsselten und geprüften Verbindung',
      token: 'der Server bekommt das Token selbst, in der verschlüsselten und geprüften Verbindung',
    },
    triesLeft: 'Versuche übrig',
    confirm: (site) =>
      `Diese Server gehören zu ${site}. Was sie nennt, könnte unterwegs verändert worden oder geraten sein, oder es führt zu einer\n  anderen Domain als Ihrer oder zu einem Port, der nicht für Mail da ist. Vergleichen Sie ${site} und die Ports Buchstabe\n  für Buchstabe mit der Seite Ihres Anbieters und geben Sie Ihr Passwort nur ein, wenn sie gleich sind.`,
    less: (host, before, now) =>
      `${host} bot bei einer früheren Prüfung ${before} an und jetzt nicht mehr. Jemand unterwegs kann es aus der Liste genommen\n  haben. Hat Ihr Anbieter es nicht aufgegeben, machen Sie ohne Anmeldung weiter; mit dem Passwort stimmen Sie ${now} zu.`,
    prompt: 'Passwort (leer: ohne Anmeldung weiter): ',
  },
};

/** Who will see what, a line for each server: said before anything is sent. */
function planLines(plan: Plan, language: Language): string {
  const { line, learns, triesLeft } = QUESTIONS[language];
  const lines = plannedIn(plan).map(
    (one) =>
      `  ${line(formatEndpoint(one.endpoint), one.mechanism, one.username)}: ${learns[one.serverLearns]}; ${triesLeft}: ${one.triesLeft}\n`,
  );
  return lines.join('');
}

function plannedIn({ incoming, outgoing }: Plan): readonly PlannedSignIn[] {
  return [incoming, outgoing].filter((planned) => planned !== null);
}

/** What has to be agreed to, and the question itself. */
function questionFor(plan: Plan, language: Language, style: TextStyle): string {
  const words = QUESTIONS[language];
  const all = plannedIn(plan);
  const sites = new Set(all.flatMap(({ toConfirm }) => toConfirm ?? []));
  const confirm = [...sites].map(
    (site) => `${style.severity('warning', '!')} ${words.confirm(style.strong(site))}\n`,
  );
  const less = all.flatMap(({ endpoint, mechanism, strongerBefore }) =>
    strongerBefore === null
      ? []
      : `${style.severity('warning', '!')} ${words.less(style.strong(endpoint.host), strongerBefore, mechanism)}\n`,
  );
  return `${confirm.join('')}${less.join('')}${words.prompt}`;
}
