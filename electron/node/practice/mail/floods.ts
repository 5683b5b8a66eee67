import type { MailBehaviour } from './behaviour.ts';

type Flood = Exclude<MailBehaviour['capabilities'], 'usual' | 'refused'>;

// More than any reader may take: lines over 64 KiB, and over 1 MiB in all.
const LONG = 200_000;
const MANY = 40_000;

/** What is sent in place of an answer, whatever the protocol: each is more than a careful reader takes. */
export const FLOODS: Readonly<Record<Flood, Buffer>> = {
  'endless-line': Buffer.from('X'.repeat(LONG)),
  'endless-lines': Buffer.from('* X-NOTHING but more of the same\r\n'.repeat(MANY)),
  'huge-literal': Buffer.from(`* X-NOTHING {4294967295}\r\n${'X'.repeat(LONG)}`),
  nested: Buffer.from(`* X-NOTHING ${'('.repeat(LONG)}`),
  binary: Buffer.from([0x00, 0xff, 0x00, 0x0d, 0x00, 0x0a, 0x80, 0x0d, 0x0a]),
};
