import { describe, expect, it } from 'vitest';
import type { EndpointObservation, ObservedFacts } from '../../../shared/mail/observation.ts';
import { mailWords } from '../../../shared/report/mail-words.ts';
import { arrival, mailbox, refusedWith, sending } from '../findings/mail-facts.ts';
import { IMAP } from './events.ts';

function seen(...facts: readonly ObservedFacts[]): readonly EndpointObservation[] {
  const place = { endpoint: IMAP, address: '192.0.2.7', at: 0, took: 0, transcript: null };
  return facts.map((fact, at) => ({ id: `o${at}`, ...place, ...fact }));
}

describe('that mail works', () => {
  it('is told by the newest mail, the folders and the room', () => {
    const own = seen(mailbox({ quota: { usedBytes: 1_610_612_736, limitBytes: 5_368_709_120 } }));

    expect(mailWords(own, 'en')).toEqual([
      'newest mail of 21 November 2026',
      '4 folders',
      '1.5 GB of 5 GB used',
    ]);
    expect(mailWords(own, 'de')).toEqual([
      'neueste Mail vom 21. November 2026',
      '4 Ordner',
      '1,5 GB von 5 GB belegt',
    ]);
  });

  it('is told of an empty mailbox, too', () => {
    const own = seen(mailbox({ folders: 1, quota: null, mails: 0, newest: null }));

    expect(mailWords(own, 'en')).toEqual(['no mail in the inbox', '1 folder']);
  });

  it('is told of sending and of a mail that arrived', () => {
    expect(mailWords(seen(sending(), arrival('arrived')), 'en')).toEqual([
      'mail may be sent with this address',
      'the test mail arrived after 2.3 s',
    ]);
  });

  it('is not told where it does not', () => {
    const own = seen(
      mailbox({ outcome: 'refused', step: 'newest' }),
      refusedWith('sender', 550),
      arrival('not-seen'),
    );

    expect(mailWords(own, 'en')).toEqual([]);
  });
});
