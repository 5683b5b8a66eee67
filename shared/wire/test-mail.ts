/** What a mail to oneself is made of. */
export interface TestMail {
  readonly address: string;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

const LONGEST_LINE = 72;
const utf8 = new TextEncoder();

/** A plain mail as lines without their ends (RFC 5322), in ASCII whatever is written in it. */
export function writeTestMail({
  address,
  messageId,
  date,
  subject,
  paragraphs,
}: TestMail): readonly string[] {
  return [
    `Date: ${date.toUTCString().replace(/GMT$/, '+0000')}`,
    `From: <${address}>`,
    `To: <${address}>`,
    `Message-ID: ${messageId}`,
    `Subject: ${subject}`,
    // RFC 3834 §5: nobody's automatic answer is wanted.
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    ...paragraphs.flatMap((paragraph, at) => [
      ...(at === 0 ? [] : ['']),
      ...wrap(paragraph).flatMap(quotedPrintable),
    ]),
  ];
}

function wrap(paragraph: string): readonly string[] {
  const lines: string[] = [];
  for (const word of paragraph.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > LONGEST_LINE) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** RFC 2045 §6.7: at most 76 characters a line; the rest stands on the next one. */
function quotedPrintable(line: string): readonly string[] {
  const lines = [''];
  for (const character of line) {
    const isPlain = /^[ -<>-~]$/.test(character);
    const written = isPlain
      ? character
      : [...utf8.encode(character)]
          .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
          .join('');
    const last = lines[lines.length - 1] ?? '';
    if (last.length + written.length < 76) lines[lines.length - 1] = last + written;
    else {
      lines[lines.length - 1] = `${last}=`;
      lines.push(written);
    }
  }
  return lines;
}
