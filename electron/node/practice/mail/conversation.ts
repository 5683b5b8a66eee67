import type { Door, PracticeProtocol } from '../protocols.ts';
import type { ServerTls } from '../tls.ts';
import type { Account, Accounts } from './accounts.ts';
import type { MailBehaviour, Step } from './behaviour.ts';
import { clientKeyOf } from './client-key.ts';
import { DIALECTS } from './dialects.ts';
import type { Answer, Dialect, Offer } from './dialect.ts';
import type { ServerConnection } from './server-connection.ts';

/** What a door is served with. */
export interface MailAround {
  readonly accounts: Accounts;
  /** Of this connection: what is switched later is for later connections. */
  readonly behaviour: MailBehaviour;
  readonly tls: ServerTls;
  readonly hostname: string;
  readonly serverSecret: Uint8Array;
  /** The time of day, for mails that arrive. */
  readonly date: () => Date;
  /** Told of everybody who is let in. */
  readonly onSignIn?: (signedIn: Entry) => void;
}

/** Somebody who was let in. */
export interface Entry {
  readonly protocol: PracticeProtocol;
  readonly address: string;
  /** The mechanism as the client named it; `LOGIN-COMMAND`; or, by the key alone, `PREAUTH` or `CERTIFICATE`. */
  readonly way: string;
}

/** What becomes of a connection after a step. */
export type Onward = 'goes-on' | 'over';

/** One connection at one door: what is on offer there at the moment, and the ways in which a step can end. */
export class Conversation {
  readonly connection: ServerConnection;
  readonly door: Door;
  readonly around: MailAround;
  readonly dialect: Dialect;

  constructor(connection: ServerConnection, door: Door, around: MailAround) {
    this.connection = connection;
    this.door = door;
    this.around = around;
    this.dialect = DIALECTS[door.protocol];
  }

  get behaviour(): MailBehaviour {
    return this.around.behaviour;
  }

  /** What the server says of itself now. */
  offer(): Offer {
    const isInTls = this.connection.tls !== null;
    const { hasLoginDisabled, starttls, tls } = this.behaviour;
    const canStart = this.door.connectionSecurity === 'starttls' && tls !== 'swapped' && !isInTls;
    return {
      hostname: this.around.hostname,
      mechanisms: isInTls ? this.#mechanismsInTls() : this.behaviour.mechanismsBeforeTls,
      hasStarttls: canStart && starttls !== 'not-offered',
      hasLoginDisabled: hasLoginDisabled || !isInTls,
    };
  }

  /** Whose key the client has shown in the TLS handshake. */
  ownerOfKey(): Account | null {
    const key = clientKeyOf(this.connection.tls);
    return key === null ? null : this.around.accounts.withKey(key);
  }

  /** False where a fault breaks the connection at this step. */
  async passes(step: Step): Promise<boolean> {
    const { breaks } = this.behaviour;
    if (breaks?.at !== step) return true;
    if (breaks.how === 'reset') this.connection.reset();
    if (breaks.how === 'silent') await this.connection.untilGone();
    return false;
  }

  /** Says nothing more until the client is gone. */
  async waitItOut(): Promise<Onward> {
    await this.connection.untilGone();
    return 'over';
  }

  /** Says no to a command. */
  refuse(tag: string, answer: Answer): Onward {
    this.connection.send(this.dialect.reject(tag, this.dialect.answers[answer]));
    return 'goes-on';
  }

  /** Says the last lines. */
  leave(...lines: readonly string[]): Onward {
    this.connection.send(...lines);
    return 'over';
  }

  #mechanismsInTls(): readonly string[] {
    const { mechanisms, mechanismsAfterStarttls, isPlusStripped } = this.behaviour;
    const isAfterStarttls = this.door.connectionSecurity === 'starttls';
    const listed = (isAfterStarttls ? mechanismsAfterStarttls : null) ?? mechanisms;
    // RFC 4422 appendix A.2: offered only where there is a key from outside to be known by.
    const withKey = this.ownerOfKey() === null ? listed : ['EXTERNAL', ...listed];
    return isPlusStripped ? withKey.filter((name) => !name.endsWith('-PLUS')) : withKey;
  }
}
