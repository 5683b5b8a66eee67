import type { ServerWords } from '../mail/observation.ts';
import { safeText } from './server-words.ts';

/** One line of an SMTP reply (RFC 5321 §4.2). */
export interface SmtpReplyLine {
  readonly code: number;
  readonly isLast: boolean;
  readonly bytes: Uint8Array;
}

/** A whole SMTP reply. */
export interface SmtpReply {
  readonly code: number;
  /** The text of each line, as Latin-1, for reading keywords and base64 out of it. */
  readonly lines: readonly string[];
  readonly words: ServerWords;
}

const latin1 = new TextDecoder('latin1');
const REPLY_LINE = /^([2-5]\d\d)(?:([ -])(.*))?$/s;
const ENHANCED = /^([245]\.\d{1,3}\.\d{1,3})(?: |$)/;

/** The most lines that one reply may have: servers announce about twenty keywords. */
export const MOST_REPLY_LINES = 200;

/** Reads one line of a reply, or null where it is none. */
export function parseSmtpReplyLine(line: Uint8Array): SmtpReplyLine | null {
  const groups = REPLY_LINE.exec(latin1.decode(line));
  if (groups === null) return null;
  return { code: Number(groups[1]), isLast: groups[2] !== '-', bytes: line.subarray(4) };
}

/** Puts the lines of one reply together, or null where their codes differ (RFC 5321 §4.2.1: they must not). */
export function smtpReply(lines: readonly SmtpReplyLine[]): SmtpReply | null {
  const code = lines[0]?.code;
  if (code === undefined || lines.some((line) => line.code !== code)) return null;
  const texts = lines.map((line) => latin1.decode(line.bytes));
  const enhancedStatusCode = ENHANCED.exec(texts[0] ?? '')?.[1];
  const text = safeText(lines.map((line) => safeText(line.bytes)).join(' '));
  return {
    code,
    lines: texts,
    words:
      enhancedStatusCode === undefined
        ? { replyCode: code, text }
        : { replyCode: code, enhancedStatusCode, text },
  };
}

/** The EHLO keywords of a reply, upper case with their parameters (RFC 5321 §4.1.1.1); its first line is a greeting. */
export function ehloKeywords({ lines }: SmtpReply): readonly string[] {
  return lines
    .slice(1)
    .map((line) => safeText(line.trim().toUpperCase()))
    .filter((line) => line !== '');
}

/** The SASL mechanisms among EHLO keywords: `AUTH PLAIN …` (RFC 4954 §3), and `AUTH=PLAIN …` of old servers. */
export function smtpMechanisms(keywords: readonly string[]): readonly string[] {
  const names = keywords
    .filter((keyword) => /^AUTH[ =]/.test(keyword))
    .flatMap((keyword) => keyword.slice('AUTH'.length + 1).split(' '));
  return [...new Set(names.filter((name) => name !== ''))];
}
