import type { Language } from '../../shared/findings/explain.ts';
import type { Plan, PlannedSignIn } from '../../shared/mail/plan.ts';
import { formatEndpoint } from '../../shared/mail/endpoint.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { renderText } from '../../shared/report/render-text.ts';
import type { Report, Verdict } from '../../shared/report/report.ts';
import { examine, type Examination } from '../node/doctor.ts';
import { ownMemory } from '../node/memory/host-memory.ts';
import { ownFamilies } from '../node/probe/own-network.ts';
import { thisTool } from '../node/tool.ts';
import { askSecret } from './prompt.ts';
import { progressOn } from './terminal/progress.ts';
import { styleFor } from './terminal/style.ts';
import { EXIT, widthOf, type Terminal } from './terminal/terminal.ts';

/** How results are printed: for people, as one JSON report, or as JSON events, one a line, while they happen. */
export type Output = 'text' | 'json' | 'jsonl';

const EXIT_CODES: Readonly<Record<Verdict, number>> = {
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
  options: { readonly output: Output; readonly language: Language; readonly password?: string },
  terminal: Terminal,
): Promise<number> {
  const { output, language, password } = options;
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
    async askPassword(plan) {
      if (password !== undefined) return password;
      progress.clear();
      return askSecret(questionFor(plan, language), terminal, cancel, abort.signal);
    },
    signal: abort.signal,
    clock: () => performance.now(),
    date: () => new Date(),
    families: ownFamilies,
    memory: ownMemory(),
    tool: thisTool(),
  });
  process.off('SIGINT', cancel);
  process.off('SIGTERM', cancel);
  progress.clear();
  print(report, output, language, terminal);
  return EXIT_CODES[report.verdict];
}

function print(report: Report, output: Output, language: Language, terminal: Terminal): void {
  if (output === 'json') terminal.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  if (output !== 'text') return;
  const style = styleFor(terminal.stdout, terminal.env);
  terminal.stdout.write(renderText(report, { language, style, width: widthOf(terminal.stdout) }));
}

interface Question {
  readonly line: (server: string, mechanism: string, username: string) => string;
  readonly learns: Readonly<Record<PlannedSignIn['serverLearns'], string>>;
  readonly prompt: string;
}

const QUESTIONS: Readonly<Record<Language, Question>> = {
  en: {
    line: (server, mechanism, username) => `${server} as ${username} with ${mechanism}`,
    learns: {
      proof: 'your password is not sent, only a proof of it',
      password: 'the server gets the password itself, inside the encrypted and verified connection',
    },
    prompt: 'Password (empty: go on without signing in): ',
  },
  de: {
    line: (server, mechanism, username) => `${server} als ${username} mit ${mechanism}`,
    learns: {
      proof: 'Ihr Passwort wird nicht gesendet, nur ein Beweis davon',
      password: 'der Server bekommt das Passwort selbst, in der verschlüsselten und geprüften Verbindung',
    },
    prompt: 'Passwort (leer: ohne Anmeldung weiter): ',
  },
};

/** Says before it asks who will see what. */
function questionFor({ incoming, outgoing }: Plan, language: Language): string {
  const words = QUESTIONS[language];
  const lines = [incoming, outgoing]
    .filter((planned) => planned !== null)
    .map(
      ({ endpoint, mechanism, username, serverLearns }) =>
        `  ${words.line(formatEndpoint(endpoint), mechanism, username)}: ${words.learns[serverLearns]}\n`,
    );
  return `${lines.join('')}${words.prompt}`;
}
