import { mailDate } from './mail-date.ts';

interface Letter {
  readonly subject: string;
  readonly hoursAgo: number;
  readonly lines: readonly string[];
}

const HOUR_MS = 3_600_000;

// Plain text in ASCII: what is practised here is the way to a mail, not its contents.
const LETTERS: readonly Letter[] = [
  {
    subject: 'Welcome to the practice mailbox',
    hoursAgo: 48,
    lines: [
      'This mailbox lives in the memory of one program and is gone when that ends.',
      'Nothing in it is kept.',
    ],
  },
  {
    subject: 'What you can try here',
    hoursAgo: 24,
    lines: [
      'Sign in with any mail program, read these mails, write one to alice or bob.',
      'It arrives at once.',
    ],
  },
  {
    subject: 'When something goes wrong',
    hoursAgo: 1,
    lines: ['Switch a fault on and look at what your mail program says,', 'and at what Letterlock says.'],
  },
];

/** The three mails that are in every practice mailbox at the beginning (RFC 5322), oldest first. */
export function welcomeMails(
  address: string,
  now: Date,
): readonly { readonly bytes: Uint8Array; readonly receivedAt: Date }[] {
  return LETTERS.map(({ subject, hoursAgo, lines }, at) => {
    const receivedAt = new Date(now.getTime() - hoursAgo * HOUR_MS);
    const text = [
      'From: Practice postmaster <postmaster@practice.test>',
      `To: ${address}`,
      `Subject: ${subject}`,
      `Date: ${mailDate(receivedAt)}`,
      `Message-ID: <welcome-${at + 1}.${receivedAt.getTime()}@practice.test>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      ...lines,
      '',
    ].join('\r\n');
    return { bytes: new Uint8Array(Buffer.from(text, 'latin1')), receivedAt };
  });
}
