import type { Door } from '../protocols.ts';
import type { ServerTls } from '../tls.ts';
import type { Account, Accounts } from './accounts.ts';
import type { MailBehaviour, Step } from './behaviour.ts';
import { clientKeyOf } from './client-key.ts';
import { DIALECTS } from './dialects.ts';
import type { Answer, Command, Dialect, Offer } from './dialect.ts';
import { FLOODS } from './floods.ts';
import { IMPOSTORS } from './impostors.ts';
import type { ServerConnection } from './server-connection.ts';
import { signIn, type SignedIn } from './sign-in.ts';
import { answerStarttls } from './starttls.ts';

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
}

// Nobody has this much to say before signing in; mistakes end a connection far sooner.
const MOST_COMMANDS = 1_000;
const MOST_SIGN_INS = 5;

/** Serves one connection, from the TCP connect to its end. Whatever the client does, it ends. */
export async function serveMail(connection: ServerConnection, door: Door, around: MailAround): Promise<void> {
  await new MailSession(connection, door, around).run();
  connection.end();
}

/** What becomes of a connection after a step. */
type Onward = 'goes-on' | 'over';

class MailSession {
  readonly #connection: ServerConnection;
  readonly #door: Door;
  readonly #around: MailAround;
  readonly #behaviour: MailBehaviour;
  readonly #dialect: Dialect;
  #signIns = 0;

  constructor(connection: ServerConnection, door: Door, around: MailAround) {
    this.#connection = connection;
    this.#door = door;
    this.#around = around;
    this.#behaviour = around.behaviour;
    this.#dialect = DIALECTS[door.protocol];
  }

  async run(): Promise<void> {
    if (this.#behaviour.drips) this.#connection.drip();
    if ((await this.#begin()) === 'over' || (await this.#greet()) === 'over') return;
    for (let count = 0; count < MOST_COMMANDS; count++) {
      const command = await this.#dialect.read(this.#connection);
      if (command === null) return;
      if (command === 'malformed' || (await this.#carryOut(command)) === 'over') break;
    }
  }

  /** TLS where the door begins with it; a fault may have swapped the doors that do and those that do not. */
  async #begin(): Promise<Onward> {
    const { impostor, tls } = this.#behaviour;
    const other = impostor === null ? null : IMPOSTORS[impostor];
    const isImplicit = (this.#door.connectionSecurity === 'implicit-tls') !== (tls === 'swapped');
    if (isImplicit && other?.isInTls !== false && (await this.#startTls()) === 'over') return 'over';
    if (other === null) return 'goes-on';
    this.#connection.sendBytes(Buffer.from(other.words));
    return this.#waitItOut();
  }

  async #greet(): Promise<Onward> {
    if (!(await this.#passes('greeting'))) return 'over';
    const { preauthenticated, turnsAway } = this.#dialect;
    if (this.#behaviour.greeting === 'turns-away') return this.#leave(turnsAway);
    if (this.#behaviour.greeting === 'preauthenticated' && preauthenticated !== null) {
      this.#connection.send(preauthenticated);
      return this.#waitItOut();
    }
    const owner = this.#ownerOfKey();
    if (preauthenticated !== null && owner !== null && this.#behaviour.clientKey === 'preauth') {
      this.#connection.send(preauthenticated);
      return this.#serve(owner);
    }
    this.#connection.send(...this.#dialect.greeting(this.#offer()));
    return 'goes-on';
  }

  async #carryOut(command: Command): Promise<Onward> {
    switch (command.kind) {
      case 'capabilities':
        return this.#tellCapabilities(command.tag, this.#dialect.capabilities(this.#offer(), command.tag));
      case 'starttls':
        return this.#carryOutStarttls(command.tag);
      case 'authenticate':
      case 'password':
        return this.#carryOutSignIn(command);
      case 'noop':
        this.#connection.send(this.#dialect.ok(command.tag));
        return 'goes-on';
      case 'quit':
        return this.#leave(...this.#dialect.bye(command.tag));
      case 'later':
        return this.#say(command.tag, 'needs-sign-in');
      case 'unknown':
        return this.#say(command.tag, 'unknown-command');
    }
  }

  async #tellCapabilities(tag: string, lines: readonly string[]): Promise<Onward> {
    if (!(await this.#passes('capabilities'))) return 'over';
    const { capabilities } = this.#behaviour;
    if (capabilities === 'refused') return this.#say(tag, 'capabilities-refused');
    if (capabilities !== 'usual') {
      this.#connection.sendBytes(FLOODS[capabilities]);
      return this.#waitItOut();
    }
    this.#connection.send(...lines);
    return 'goes-on';
  }

  async #carryOutStarttls(tag: string): Promise<Onward> {
    if (!this.#offer().hasStarttls) return this.#say(tag, 'starttls-not-now');
    if (!(await this.#passes('starttls'))) return 'over';
    switch (answerStarttls(this.#behaviour.starttls, tag, this.#connection, this.#dialect)) {
      case 'stays-as-it-is':
        return 'goes-on';
      case 'over':
        return 'over';
      case 'silent':
        return this.#waitItOut();
      case 'begins-tls':
        if ((await this.#startTls()) === 'over') return 'over';
        // What ManageSieve says here by itself is what others are asked for, so that the same faults can be in it.
        return this.#dialect.greetsAgain
          ? this.#tellCapabilities(tag, this.#dialect.greeting(this.#offer()))
          : 'goes-on';
    }
  }

  async #startTls(): Promise<Onward> {
    if (!(await this.#passes('tls'))) return 'over';
    return (await this.#connection.upgrade(this.#around.tls)) ? 'goes-on' : 'over';
  }

  async #carryOutSignIn(command: Extract<Command, { kind: 'authenticate' | 'password' }>): Promise<Onward> {
    if (!(await this.#passes('sign-in'))) return 'over';
    const { tag } = command;
    const mechanism = command.kind === 'authenticate' ? command.begin.mechanism : 'PLAIN';
    if (this.#connection.tls === null && !this.#offer().mechanisms.includes(mechanism)) {
      return this.#say(tag, 'needs-encryption');
    }
    if (++this.#signIns > MOST_SIGN_INS) return this.#leave(...this.#dialect.bye(tag));
    const result = await (command.kind === 'authenticate' ? this.#exchange(command) : this.#check(command));
    if (result.kind === 'gone') return 'over';
    if (result.kind === 'refused') return this.#say(tag, result.answer);
    if (result.kind === 'turned-down') return this.#turnDown(tag);
    this.#connection.send(this.#dialect.accept(tag, result.additionalData));
    return this.#serve(result.account);
  }

  #exchange({ begin }: Extract<Command, { kind: 'authenticate' }>): Promise<SignedIn> {
    const { accounts, serverSecret, hostname } = this.#around;
    return signIn(begin, {
      connection: this.#connection,
      dialect: this.#dialect,
      accounts,
      behaviour: this.#behaviour,
      advertised: this.#offer().mechanisms,
      clientKey: clientKeyOf(this.#connection.tls),
      serverSecret,
      hostname,
      beforeVerdict: () => this.#passes('proof'),
      isTurnedDown: this.#refusalWords !== undefined,
    });
  }

  get #refusalWords(): string | undefined {
    return this.#behaviour.refusal?.words[this.#door.protocol];
  }

  #turnDown(tag: string): Onward {
    this.#connection.send(this.#dialect.reject(tag, this.#refusalWords ?? ''));
    return this.#behaviour.refusal?.hangsUpOn.includes(this.#door.protocol) === true ? 'over' : 'goes-on';
  }

  /** The protocol's own sign-in with name and password: PLAIN in another form, and refused where that is not offered. */
  async #check({ authcid, password }: Extract<Command, { kind: 'password' }>): Promise<SignedIn> {
    const { mechanisms, hasLoginDisabled } = this.#offer();
    if (hasLoginDisabled || !mechanisms.includes('PLAIN'))
      return { kind: 'refused', answer: 'needs-encryption' };
    if (!(await this.#passes('proof'))) return { kind: 'gone' };
    const account = this.#around.accounts.named(authcid, this.#behaviour.usernames);
    if (account?.password !== password) return { kind: 'refused', answer: 'wrong-credentials' };
    return this.#refusalWords === undefined
      ? { kind: 'accepted', account, additionalData: null }
      : { kind: 'turned-down' };
  }

  async #serve(account: Account): Promise<Onward> {
    const { accounts, behaviour, hostname, date } = this.#around;
    const { deliver } = accounts;
    this.#connection.allowSilence();
    await this.#dialect.session(this.#connection, account, { behaviour, deliver, hostname, date });
    return 'over';
  }

  #offer(): Offer {
    const isInTls = this.#connection.tls !== null;
    const { hasLoginDisabled, starttls, tls } = this.#behaviour;
    const canStart = this.#door.connectionSecurity === 'starttls' && tls !== 'swapped' && !isInTls;
    return {
      hostname: this.#around.hostname,
      mechanisms: isInTls ? this.#mechanismsInTls() : this.#behaviour.mechanismsBeforeTls,
      hasStarttls: canStart && starttls !== 'not-offered',
      hasLoginDisabled: hasLoginDisabled || !isInTls,
    };
  }

  #mechanismsInTls(): readonly string[] {
    const { mechanisms, mechanismsAfterStarttls, isPlusStripped } = this.#behaviour;
    const isAfterStarttls = this.#door.connectionSecurity === 'starttls';
    const listed = (isAfterStarttls ? mechanismsAfterStarttls : null) ?? mechanisms;
    // RFC 4422 appendix A.2: offered only where there is a key from outside to be known by.
    const withKey = this.#ownerOfKey() === null ? listed : ['EXTERNAL', ...listed];
    return isPlusStripped ? withKey.filter((name) => !name.endsWith('-PLUS')) : withKey;
  }

  #ownerOfKey(): Account | null {
    const key = clientKeyOf(this.#connection.tls);
    return key === null ? null : this.#around.accounts.withKey(key);
  }

  /** False where a fault breaks the connection at this step. */
  async #passes(step: Step): Promise<boolean> {
    const { breaks } = this.#behaviour;
    if (breaks?.at !== step) return true;
    if (breaks.how === 'reset') this.#connection.reset();
    if (breaks.how === 'silent') await this.#connection.untilGone();
    return false;
  }

  async #waitItOut(): Promise<Onward> {
    await this.#connection.untilGone();
    return 'over';
  }

  #say(tag: string, answer: Answer): Onward {
    this.#connection.send(this.#dialect.reject(tag, this.#dialect.answers[answer]));
    return 'goes-on';
  }

  #leave(...lines: readonly string[]): Onward {
    this.#connection.send(...lines);
    return 'over';
  }
}
