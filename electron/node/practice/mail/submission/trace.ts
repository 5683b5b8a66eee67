import { mailDate } from '../mail-date.ts';

/** What a mail's trace is made of. */
export interface Trace {
  /** The reverse-path; empty for `<>`. */
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly hostname: string;
  readonly isInTls: boolean;
  readonly receivedAt: Date;
}

/**
 * The lines that delivery puts in front of a mail (RFC 5321 §4.4). The client is never asked for its name again after
 * sign-in, and it is on this machine. Several recipients are not named: one may be a blind copy.
 */
export function traceLines({ sender, recipients, hostname, isInTls, receivedAt }: Trace): Uint8Array {
  const only = recipients.length === 1 ? `\r\n\tfor <${recipients.join('')}>` : '';
  const lines = [
    `Return-Path: <${sender}>`,
    'Received: from localhost ([127.0.0.1])',
    `\tby ${hostname} with ${isInTls ? 'ESMTPSA' : 'ESMTPA'}${only};`, // RFC 3848
    `\t${mailDate(receivedAt)}`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
