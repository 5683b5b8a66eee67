import { astringOf, type Argument } from './argument.ts';
import { parseDateTime } from './dates.ts';
import { parseFlags } from './flags.ts';
import { hasRoom, OVER_QUOTA } from './quota.ts';
import { INVALID_ARGUMENTS, noFolder, type Handler } from './session.ts';

/** APPEND (RFC 9051 §6.3.12) of one mail, with APPENDUID (RFC 4315 §3). */
export const append: Handler = (session, args) => {
  const [name, ...rest] = args;
  const folderName = astringOf(name);
  const parts = partsOf(rest);
  if (folderName === null || parts === null) return INVALID_ARGUMENTS;
  const flags = parseFlags(parts.flags);
  const receivedAt = parts.date === null ? session.now() : parseDateTime(parts.date);
  if (flags === null) return 'BAD Invalid system flag.';
  if (receivedAt === null) return 'BAD Invalid internal date.';
  const folder = session.mailbox.folder(folderName);
  if (folder === null) return noFolder('TRYCREATE', folderName);
  if (parts.message === '') return "NO Can't save a zero byte message."; // some clients give up in this way
  const bytes = withCrlf(parts.message);
  const appended = hasRoom(session, bytes.length) ? folder.append(bytes, receivedAt, flags) : null;
  return appended?.kind === 'appended'
    ? `OK [APPENDUID ${folder.uidValidity} ${appended.uid}] Append completed.`
    : OVER_QUOTA;
};

interface Parts {
  readonly flags: readonly Argument[];
  readonly date: string | null;
  readonly message: string;
}

function partsOf(rest: readonly Argument[]): Parts | null {
  const last = rest.at(-1);
  const before = rest.slice(0, -1);
  const flags = before[0]?.kind === 'list' ? before[0].items : [];
  const [date, ...more] = before[0]?.kind === 'list' ? before.slice(1) : before;
  if (last?.kind !== 'string' || !last.isLiteral || more.length > 0) return null;
  if (date !== undefined && (date.kind !== 'string' || date.isLiteral)) return null;
  return { flags, date: date?.text ?? null, message: last.text };
}

/** Lines end with CRLF (RFC 5322 §2.1); a file from a disk may have other ideas. */
function withCrlf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replace(/\r\n|\r|\n/g, '\r\n'), 'latin1'));
}
