import type { SendingStep } from '../../../../../shared/mail/mail-works.ts';
import { PRACTICE_DOMAIN } from '../../protocols.ts';
import { isPracticeAddress, type Account } from '../accounts.ts';
import type { MailBehaviour } from '../behaviour.ts';
import type { Deliver } from '../dialect.ts';
import { readForwardPath, readReversePath } from './arguments.ts';
import { LONGEST_MAIL_BYTES } from './keywords.ts';
import { mailRefusalAt } from './mail-refusals.ts';
import { traceLines } from './trace.ts';

/** What the transactions of one session stand in. */
export interface TransactionAround {
  readonly account: Account;
  readonly sending: MailBehaviour['sending'];
  readonly deliver: Deliver;
  readonly hostname: string;
  readonly isInTls: boolean;
}

const MOST_RECIPIENTS = 100;

/** What is too long, whether its client says so before or not (RFC 1870 §6). */
export const TOO_LONG = '552 5.3.4 Error: message file too big';

/** The mail transactions of one session, one after the other (RFC 5321 §3.3). What it returns are replies. */
export class Transaction {
  #sender: string | null = null;
  #recipients: readonly string[] = [];
  readonly #around: TransactionAround;

  constructor(around: TransactionAround) {
    this.#around = around;
  }

  /** MAIL, with what stands behind it. */
  mail(rest: string): string {
    if (this.#sender !== null) return '503 5.5.1 Error: nested MAIL command';
    const argument = readReversePath(rest);
    if (argument === null) return '501 5.5.4 Syntax: MAIL FROM:<address>';
    for (const [name, value] of argument.parameters) {
      const problem = checkParameter(name, value);
      if (problem !== null) return problem;
    }
    const { address } = argument;
    const refused = this.#refusedAt('sender', address);
    if (refused !== null) return refused;
    this.#sender = address;
    return '250 2.1.0 Ok';
  }

  /** RCPT, with what stands behind it. Nothing ever leaves: other domains are refused. */
  rcpt(rest: string): string {
    if (this.#sender === null) return '503 5.5.1 Error: need MAIL command';
    const argument = readForwardPath(rest);
    if (argument === null) return '501 5.5.4 Syntax: RCPT TO:<address>';
    const { address, parameters } = argument;
    if (parameters.size > 0) return UNKNOWN_PARAMETER;
    if (!address.toLowerCase().endsWith(`@${PRACTICE_DOMAIN}`)) {
      return `550 5.7.1 <${address}>: Recipient address rejected: relaying denied`;
    }
    if (!isPracticeAddress(address)) {
      return `550 5.1.1 <${address}>: Recipient address rejected: User unknown`;
    }
    const refused = this.#refusedAt('recipient', address);
    if (refused !== null) return refused;
    if (this.#recipients.length >= MOST_RECIPIENTS) return '452 4.5.3 Error: too many recipients';
    this.#recipients = [...this.#recipients, address];
    return '250 2.1.5 Ok';
  }

  /** Whether DATA may come now. */
  get isReady(): boolean {
    return this.#recipients.length > 0;
  }

  /** Ends the transaction with a mail. */
  finish(mailBytes: Uint8Array, receivedAt: Date): string {
    const { deliver, hostname, isInTls, sending } = this.#around;
    const recipients = this.#recipients;
    const refused = this.#refusedAt('content', recipients.join(', '));
    const trace = traceLines({ sender: this.#sender ?? '', recipients, hostname, isInTls, receivedAt });
    this.reset();
    if (refused !== null) return refused;
    if (sending === 'never-arrives') return DELIVERED;
    const bytes = new Uint8Array(Buffer.concat([trace, mailBytes]));
    const full = recipients.filter((recipient) => !deliver(recipient, bytes));
    // One reply stands for all of them: who says no here to some has said so in RCPT.
    return full.length === 0 ? DELIVERED : `552 5.2.2 <${full.join('>, <')}>: The mailbox is full`;
  }

  /** Forgets the sender and the recipients. */
  reset(): void {
    this.#sender = null;
    this.#recipients = [];
  }

  #refusedAt(step: SendingStep, address: string): string | null {
    const { account, hostname, sending } = this.#around;
    return mailRefusalAt(step, sending, { address, user: account.name, host: hostname });
  }
}

const DELIVERED = '250 2.0.0 Ok: delivered';
const UNKNOWN_PARAMETER = '555 5.5.4 Unsupported option';
const BAD_PARAMETER = '501 5.5.4 Error: bad value of an option';

// The parameters of MAIL by the extension that brings them.
const PARAMETERS: ReadonlyMap<string, RegExp> = new Map([
  ['SIZE', /^\d{1,20}$/], // RFC 1870 §4
  ['BODY', /^(7BIT|8BITMIME)$/i], // RFC 6152 §3
  ['AUTH', /^.+$/], // RFC 4954 §5: who submits may say so, and it is not passed on
]);

function checkParameter(name: string, value: string | null): string | null {
  const form = PARAMETERS.get(name);
  if (form === undefined) return UNKNOWN_PARAMETER;
  if (value === null || !form.test(value)) return BAD_PARAMETER;
  return name === 'SIZE' && Number(value) > LONGEST_MAIL_BYTES ? TOO_LONG : null;
}
