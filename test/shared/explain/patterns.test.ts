import { describe, expect, it } from 'vitest';
import { REFUSAL_ROWS } from '../../../shared/findings/refusals/refusal-of.ts';
import { explainText } from '../../../shared/explain/explain-text.ts';
import { PATTERNS } from '../../../shared/explain/patterns/all.ts';
import { OF_REFUSALS } from '../../../shared/explain/patterns/refusals.ts';
import { LINES } from './lines/all.ts';
import { HARMLESS } from './lines/harmless.ts';

const OWN = PATTERNS.filter((pattern) => !OF_REFUSALS.includes(pattern));

describe('the tables of patterns', () => {
  it('have at least 150 rows of their own, each with one name', () => {
    expect(OWN.length).toBeGreaterThanOrEqual(150);
    expect(new Set(PATTERNS.map(({ id }) => id)).size).toBe(PATTERNS.length);
  });

  it('have a line for every row', () => {
    expect(LINES.map(({ row }) => row).toSorted()).toEqual(OWN.map(({ id }) => id).toSorted());
  });

  it('are in lower case and have no form that is empty, too short to mean anything, or there twice', () => {
    for (const { id, forms } of PATTERNS) {
      const all = forms.flat();
      expect(forms.length, id).toBeGreaterThan(0);
      for (const text of all) expect([id, text]).toEqual([id, text.toLowerCase().trim()]);
      expect(Math.min(...forms.map((form) => form.join('').length)), id).toBeGreaterThanOrEqual(5);
      expect(new Set(forms.map((form) => form.join('|'))).size, id).toBe(forms.length);
    }
  });

  it.each(LINES)('explain $row: $text', ({ row, code, text }) => {
    const [first] = explainText(text).explanations;

    expect([first?.pattern, first?.code]).toEqual([row, code]);
  });

  it.each(HARMLESS)('have nothing to say of $from: $text', ({ text }) => {
    const { explanations, advice } = explainText(text);

    expect({ explanations, advice }).toEqual({ explanations: [], advice: [] });
  });

  it('are no surer than the words are', () => {
    const said = [
      "curl: (7) Failed to connect to imap.example.org port 993 after 0 ms: Couldn't connect to server",
      'The remote certificate is invalid because of errors in the certificate chain: NotTimeValid',
    ].map((text) => explainText(text).explanations.map(({ confidence }) => confidence));

    expect(said).toEqual([['likely'], ['likely']]);
  });

  it.each([
    [
      'a failed connect is a refused one',
      'curl: (7) Failed to connect to imap.example.org port 993: Network is unreachable',
      'network_port_refused',
    ],
    [
      'a list of revoked ones that is out of reach is a wrong certificate',
      'The revocation server was offline. (0x80092013)',
      'tls_certificate_unusable',
    ],
  ])('do not say that %s', (_what, text, code) => {
    expect(explainText(text).explanations.map((one) => one.code)).not.toContain(code);
  });

  it('have nothing to say of all harmless lines together', () => {
    expect(explainText(HARMLESS.map(({ text }) => text).join('\n')).explanations).toEqual([]);
  });
});

describe('words with which servers refuse a sign-in', () => {
  it('are all in it, but those that only a binding gives a meaning, and bare codes', () => {
    const expected = REFUSAL_ROWS.filter(({ says, binding }) => says !== '' && binding === null);

    expect(OF_REFUSALS.length).toBeGreaterThan(100);
    const explained = new Set(OF_REFUSALS.flatMap(({ forms }) => forms.flat()));
    expect(expected.map(({ says }) => says).filter((says) => !explained.has(says))).toEqual([]);
  });

  it.each(OF_REFUSALS)('are explained wherever they are quoted: $id', ({ code, forms: [form = []] }) => {
    const text = `The mail server responded: ${form.join(' ')}`;

    expect(explainText(text).explanations.map((one) => one.code)).toContain(code);
  });
});
