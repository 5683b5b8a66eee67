import { formatEndpoint } from '../../../shared/mail/endpoint.ts';
import type { Language } from '../../../shared/findings/explain.ts';
import type { RunEvent } from '../../../shared/report/events.ts';
import { ladder, type RungName, type RungState } from '../../../shared/report/ladder.ts';
import type { TextStyle } from '../../../shared/report/render-text.ts';
import { styleFor } from './style.ts';
import { widthOf, type Terminal } from './terminal.ts';

const NAMES: Readonly<Record<Language, Readonly<Record<RungName, string>>>> = {
  en: {
    settings: 'Settings found',
    reach: 'Server reached',
    encryption: 'Encrypted, certificate right',
    offer: 'What the server offers',
    'sign-in': 'Sign-in',
    mail: 'Mailbox',
    'test-mail': 'Test mail',
  },
  de: {
    settings: 'Einstellungen gefunden',
    reach: 'Server erreicht',
    encryption: 'Verschlüsselt, Zertifikat richtig',
    offer: 'Was der Server anbietet',
    'sign-in': 'Anmeldung',
    mail: 'Postfach',
    'test-mail': 'Testmail',
  },
};

const MARKS: Readonly<Record<RungState, string>> = {
  waiting: '·',
  working: '…',
  good: '✓',
  problem: '✕',
  skipped: '–',
};

/** Shows a run while it goes on. */
export interface Progress {
  show(event: RunEvent): void;
  /** Takes the lines away, to make room for a question or for the result. */
  clear(): void;
}

/** A ladder that is redrawn in place on a terminal; silence anywhere else. */
export function progressOn({ stderr, env }: Terminal, language: Language): Progress {
  if (!stderr.isTTY) return { show: () => undefined, clear: () => undefined };
  const style = styleFor(stderr, env);
  const events: RunEvent[] = [];
  let drawn = 0;
  let last = '';
  const clear = (): void => {
    // Up by the lines drawn, to the first column, and erase to the end of the screen (ECMA-48).
    if (drawn > 0) stderr.write(`\u001b[${drawn}A\r\u001b[J`);
    drawn = 0;
  };
  return {
    clear,
    show(event) {
      events.push(event);
      const lines = linesOf(events, language, style, widthOf(stderr));
      const picture = lines.map((line) => `${line}\n`).join('');
      if (picture === last && drawn > 0) return;
      clear();
      stderr.write(picture);
      last = picture;
      drawn = lines.length;
    },
  };
}

function linesOf(
  events: readonly RunEvent[],
  language: Language,
  style: TextStyle,
  columns: number,
): readonly string[] {
  return ladder(events).rungs.map(({ name, state, tookMs, endpoints }) => {
    const where = endpoints
      .filter((one) => one.state === 'working' || one.state === 'problem')
      .map(({ endpoint }) => formatEndpoint(endpoint))
      .join(' ');
    const time = tookMs === null ? '' : `${Math.round(tookMs)} ms`;
    const text = `${NAMES[language][name]}  ${time}  ${where}`.trimEnd().slice(0, columns - 4);
    const mark = state === 'good' || state === 'problem' ? style.severity(state, MARKS[state]) : MARKS[state];
    return `${mark} ${state === 'waiting' || state === 'skipped' ? style.quiet(text) : text}`;
  });
}
