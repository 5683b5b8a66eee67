import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { expect, it } from 'vitest';
import type { ChangedOnDisk } from '../../../shared/report/report.ts';
import { renderText } from '../../../shared/report/render-text.ts';
import { finished } from './events.ts';

const PLAIN = {
  strong: (text: string) => text,
  quiet: (text: string) => text,
  severity: (_severity: unknown, text: string) => text,
};

function told(language: 'en' | 'de', changedOnDisk: readonly ChangedOnDisk[]): string {
  const report = { ...finished([]).report, candidates: [], changedOnDisk };
  return renderText(report, { pages: ALL_PAGES[language], style: PLAIN, width: 80 }).replace(/\s+/g, ' ');
}

it.each([
  [
    'en',
    'Letterlock has noted on this computer what these servers offer, to see next time whether it is less. To forget it, delete `hosts.json` in its data folder.',
  ],
  [
    'de',
    'Letterlock hat auf diesem Computer notiert, was diese Server anbieten, um beim nächsten Mal zu sehen, ob es weniger ist. Um es zu vergessen, löschen Sie `hosts.json` in seinem Datenordner.',
  ],
] as const)(
  'a report as text says what was noted, and nothing of it where nothing was: %s',
  (language, words) => {
    const noted = told(language, ['host-memory']);
    const untouched = told(language, []);

    expect(noted).toContain(words);
    expect(untouched).not.toContain('hosts.json');
  },
);
