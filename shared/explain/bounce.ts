import type { Row } from './pattern.ts';

/** By what a mail that came back is known: the parts of a delivery status notification (RFC 3464), and usual first words. */
export const BOUNCE_ROWS: readonly Row[] = [
  {
    id: 'bounce',
    of: 'a mail server',
    forms: [
      ['reporting-mta:'],
      ['final-recipient:'],
      ['undelivered mail returned to sender'],
      ['mail delivery failed: returning message to sender'],
      ['delivery status notification (failure)'],
      ['could not be delivered to one or more recipients'],
      ["wasn't delivered to"],
      ['unzustellbar:'],
    ],
  },
];
