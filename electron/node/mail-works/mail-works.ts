import { formatEmailAddress, type EmailAddress } from '../../../shared/mail/email-address.ts';
import type { SendingFacts, TestMailFacts } from '../../../shared/mail/mail-works.ts';
import type { Language } from '../../../shared/findings/explain.ts';
import { isInternational, SMTPUTF8 } from '../../../shared/wire/smtp-send.ts';
import { writeTestMail } from '../../../shared/wire/test-mail.ts';
import type { Door } from '../plan.ts';
import type { LookContext } from '../probe/context.ts';
import type { Looked } from '../probe/look.ts';
import { waitForArrival } from './arrival.ts';
import { ImapSession } from './imap-session.ts';
import { lookIntoMailbox } from './mailbox-look.ts';
import { beginTransaction, sendContent, takeBack } from './smtp-session.ts';
import { TEST_MAIL_WORDS } from './test-mail-words.ts';

/** Where somebody has signed in, and the connection that they are signed in on. */
export interface SignedIn {
  readonly door: Door;
  readonly ready: Extract<Looked, { kind: 'ready' }>;
}

/** A mail to oneself that a person wants to be sent. */
export interface WantedTestMail {
  readonly language: Language;
  readonly date: () => Date;
  readonly randomBytes: (length: number) => Uint8Array;
}

// RFC 5322 §3.6.4: unique for ever.
const MESSAGE_ID_BYTES = 16;

/**
 * What can be seen after the sign-in, on the connections that signed in: that the mailbox opens, that mail may be sent from
 * the address, and, where it is wanted, that a mail to oneself arrives. Records what it sees. Nothing in the mailbox is
 * changed; the test mail, where one was sent, stays there.
 */
export class MailWorks {
  readonly #address: EmailAddress | null;
  readonly #context: LookContext;
  readonly #all: SignedIn[] = [];
  #incoming: {
    readonly signedIn: SignedIn;
    readonly session: ImapSession;
    readonly isOpened: boolean;
  } | null = null;
  #outgoing: SignedIn | null = null;

  /** @param address whose mail it is; null where only a user name is known: then nothing is sent, nor asked about it */
  constructor(address: EmailAddress | null, context: LookContext) {
    this.#address = address;
    this.#context = context;
  }

  /**
   * Takes the connection of a sign-in, which stays open until the end.
   *
   * @param isLookedAt whether what the sign-in opens is looked at
   * @throws the signal's reason, when it is aborted
   */
  async take(signedIn: SignedIn, isLookedAt: boolean): Promise<void> {
    this.#all.push(signedIn);
    if (!isLookedAt) return;
    const { protocol } = signedIn.door.endpoint;
    if (protocol === 'imap') await this.#lookIntoMailbox(signedIn);
    if (protocol === 'submission') await this.#askToSend(signedIn);
  }

  /**
   * Sends a mail to oneself, where one may be sent, and waits for it where it can be waited for.
   *
   * @throws the signal's reason, when it is aborted
   */
  async sendTestMail({ language, date, randomBytes }: WantedTestMail): Promise<void> {
    if (this.#outgoing === null || this.#address === null) return;
    const { door, ready } = this.#outgoing;
    const { log, deadlines, signal } = this.#context;
    const incoming = this.#incoming?.isOpened === true ? this.#incoming : null;
    const address = formatEmailAddress(this.#address);
    const messageId = `<letterlock.${Buffer.from(randomBytes(MESSAGE_ID_BYTES)).toString('hex')}@${this.#address.domain}>`;
    const mail = writeTestMail({ address, messageId, date: date(), ...TEST_MAIL_WORDS[language] });
    const begunAt = log.begin(door, 'test-mail');
    const stopped =
      (await beginTransaction(ready.connection, address, deadlines)) ??
      (await sendContent(ready.connection, mail, deadlines));
    const facts: TestMailFacts = {
      kind: 'test-mail',
      outcome: 'taken',
      step: null,
      isWaitedFor: stopped === null && incoming !== null,
      words: null,
      ...stopped,
    };
    log.observe(door, facts, begunAt, ready.connection.place);
    if (stopped !== null || incoming === null) return;
    const waitingFrom = log.begin(incoming.signedIn.door, 'arrival');
    const arrival = await waitForArrival(incoming.session, messageId, {
      arrivalMs: deadlines.arrivalMs,
      signal,
    });
    log.observe(incoming.signedIn.door, arrival, waitingFrom);
  }

  /** Says goodbye everywhere. */
  async end(): Promise<void> {
    const session = this.#incoming?.session;
    for (const { ready } of this.#all) {
      if (ready === this.#incoming?.signedIn.ready || !ready.connection.isOpen) continue;
      ready.connection.write(ready.talk.goodbye);
      ready.connection.end();
    }
    await session?.end();
  }

  /** Closes everything at once. Safe to call twice. */
  close(): void {
    this.#incoming?.session.close();
    for (const { ready } of this.#all) ready.connection.close();
  }

  async #lookIntoMailbox(signedIn: SignedIn): Promise<void> {
    const { door, ready } = signedIn;
    const { log } = this.#context;
    const begunAt = log.begin(door, 'mailbox');
    const session = await ImapSession.over(ready.connection, this.#context);
    const { facts, software } = await lookIntoMailbox(session);
    log.observe(door, facts, begunAt, ready.connection.place);
    const isKnown = log.observations.some(
      (one) => one.kind === 'software' && one.endpoint === door.endpoint && one.toldBy === 'id',
    );
    if (software !== null && !isKnown) {
      log.observe(door, { kind: 'software', ...software, toldBy: 'id' }, log.now());
    }
    this.#incoming = { signedIn, session, isOpened: facts.outcome === 'opened' };
  }

  async #askToSend(signedIn: SignedIn): Promise<void> {
    if (this.#address === null) return;
    const { door, ready } = signedIn;
    const { log, deadlines } = this.#context;
    const address = formatEmailAddress(this.#address);
    const begunAt = log.begin(door, 'sending');
    const nothing: SendingFacts = { kind: 'sending', outcome: 'allowed', step: null, words: null };
    if (isInternational(address) && !ready.capabilities.includes(SMTPUTF8)) {
      log.observe(door, { ...nothing, outcome: 'not-international' }, begunAt, ready.connection.place);
      return;
    }
    const stopped = await beginTransaction(ready.connection, address, deadlines);
    await takeBack(ready.connection, deadlines);
    log.observe(door, { ...nothing, ...stopped }, begunAt, ready.connection.place);
    if (stopped === null) this.#outgoing = signedIn;
  }
}
