import { describe, expect, it } from 'vitest';
import { serverFacts } from '../../renderer/state/evidence.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { describeWith } from '../parts.ts';
import { endpoint, looked, plan, planned, SMTP, started } from '../shared/report/events.ts';
import { during } from './scenes.ts';
import { mainText } from './screen.ts';
import { ANSWERS, candidate, searched, SEARCHING, servers, sourceOf } from './search-events.ts';
import { useLab, useWindow } from './use-window.ts';

const POP3 = endpoint('pop3', 'pop.example.org');
const SIEVE = endpoint('managesieve', 'sieve.example.org');

describeWith(['chromium-headless-shell'], 'Sign in where incoming mail is not IMAP', () => {
  const window = useWindow(useLab());

  it.each([
    ['POP3', POP3, 'Incoming mail (POP3)', 'pop.example.org 995'],
    ['ManageSieve', SIEVE, 'Mail filters', 'sieve.example.org 4190'],
  ])('names %s by what it is for', async (_, at, name, server) => {
    const events = [started(at, SMTP), ...looked(at), ...looked(SMTP), plan(planned(at), planned(SMTP))];

    await during(events)(window);

    const order = [name, server, 'Outgoing mail', 'smtp.example.org 465'];
    const text = await mainText(window);
    const places = order.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((left, right) => left - right));
  });
});

describe('the servers that a result is about', () => {
  const named = sourceOf('autoconfig', 'domain-https', 'https://autoconfig.example.org/');
  const ended = (events: readonly RunEvent[]) => {
    const candidates = [POP3, SIEVE, SMTP].map((at) => candidate(at, named));
    const last = searched([SEARCHING, ...ANSWERS, ...events], candidates).at(-1);
    return last?.type === 'finished' ? serverFacts(last.report).map((one) => one.endpoint) : [];
  };

  it('are those of the plan', () => {
    const events = [
      servers(POP3, SMTP),
      ...looked(POP3),
      ...looked(SMTP),
      plan(planned(POP3), planned(SMTP)),
    ];

    expect(ended(events)).toEqual([POP3, SMTP]);
  });

  it('are the ones for POP3 and outgoing mail, where nothing is planned and nobody names IMAP', () => {
    const events = [servers(POP3, SMTP), ...looked(POP3), ...looked(SMTP), plan(null, null)];

    expect(ended(events)).toEqual([POP3, SMTP]);
  });
});
