import type { Door } from '../protocols.ts';
import type { Account } from './accounts.ts';
import { Conversation, type MailAround, type Onward } from './conversation.ts';
import type { Command } from './dialect.ts';
import { FLOODS } from './floods.ts';
import { IMPOSTORS } from './impostors.ts';
import type { ServerConnection } from './server-connection.ts';
import { SignInTries, type SignInCommand } from './sign-in-tries.ts';
import { answerStarttls } from './starttls.ts';

// Nobody has this much to say before signing in.
const MOST_COMMANDS = 1_000;

/** Serves one connection, from the TCP connect to its end. Whatever the client does, it ends. */
export async function serveMail(connection: ServerConnection, door: Door, around: MailAround): Promise<void> {
  await new MailSession(new Conversation(connection, door, around)).run();
  connection.end();
}

class MailSession {
  readonly #conversation: Conversation;
  readonly #tries: SignInTries;

  constructor(conversation: Conversation) {
    this.#conversation = conversation;
    this.#tries = new SignInTries(conversation);
  }

  async run(): Promise<void> {
    const { behaviour, connection, dialect } = this.#conversation;
    if (behaviour.drips) connection.drip();
    if ((await this.#begin()) === 'over' || (await this.#greet()) === 'over') return;
    for (let count = 0; count < MOST_COMMANDS; count++) {
      const command = await dialect.read(connection);
      if (command === null || command === 'malformed') return;
      if ((await this.#carryOut(command)) === 'over') return;
    }
  }

  /** TLS where the door begins with it; a fault may have swapped the doors that do and those that do not. */
  async #begin(): Promise<Onward> {
    const { behaviour, connection, door } = this.#conversation;
    const { impostor, tls } = behaviour;
    const other = impostor === null ? null : IMPOSTORS[impostor];
    const isImplicit = (door.connectionSecurity === 'implicit-tls') !== (tls === 'swapped');
    if (isImplicit && other?.isInTls !== false && (await this.#startTls()) === 'over') return 'over';
    if (other === null) return 'goes-on';
    connection.sendBytes(Buffer.from(other.words));
    return this.#conversation.waitItOut();
  }

  async #greet(): Promise<Onward> {
    if (!(await this.#conversation.passes('greeting'))) return 'over';
    const { behaviour, connection, dialect, door } = this.#conversation;
    const { preauthenticated, turnsAway } = dialect;
    if (behaviour.greeting === 'turns-away') return this.#conversation.leave(turnsAway);
    if (behaviour.greeting === 'preauthenticated' && preauthenticated !== null) {
      connection.send(preauthenticated);
      return this.#conversation.waitItOut();
    }
    const owner = this.#conversation.ownerOfKey();
    if (preauthenticated !== null && owner !== null && behaviour.clientKey === 'preauth') {
      connection.send(preauthenticated);
      return this.#serve(owner, 'PREAUTH');
    }
    connection.send(...dialect.greeting(this.#conversation.offer()));
    const mayOnlySend = behaviour.clientKey === 'enough-to-send' && door.protocol === 'submission';
    return mayOnlySend && owner !== null ? this.#serve(owner, 'CERTIFICATE') : 'goes-on';
  }

  async #carryOut(command: Command): Promise<Onward> {
    const { connection, dialect } = this.#conversation;
    switch (command.kind) {
      case 'capabilities':
        return this.#tellCapabilities(
          command.tag,
          dialect.capabilities(this.#conversation.offer(), command.tag),
        );
      case 'starttls':
        return this.#carryOutStarttls(command.tag);
      case 'authenticate':
      case 'password':
        return this.#carryOutSignIn(command);
      case 'noop':
        connection.send(dialect.ok(command.tag));
        return 'goes-on';
      case 'quit':
        return this.#conversation.leave(...dialect.bye(command.tag));
      case 'later':
        return this.#conversation.refuse(command.tag, 'needs-sign-in');
      case 'unknown':
        return this.#conversation.refuse(command.tag, 'unknown-command');
    }
  }

  async #tellCapabilities(tag: string, lines: readonly string[]): Promise<Onward> {
    if (!(await this.#conversation.passes('capabilities'))) return 'over';
    const { behaviour, connection } = this.#conversation;
    const { capabilities } = behaviour;
    if (capabilities === 'refused') return this.#conversation.refuse(tag, 'capabilities-refused');
    if (capabilities !== 'usual') {
      connection.sendBytes(FLOODS[capabilities]);
      return this.#conversation.waitItOut();
    }
    connection.send(...lines);
    return 'goes-on';
  }

  async #carryOutStarttls(tag: string): Promise<Onward> {
    const { behaviour, connection, dialect } = this.#conversation;
    if (!this.#conversation.offer().hasStarttls) return this.#conversation.refuse(tag, 'starttls-not-now');
    if (!(await this.#conversation.passes('starttls'))) return 'over';
    switch (answerStarttls(behaviour.starttls, tag, connection, dialect)) {
      case 'stays-as-it-is':
        return 'goes-on';
      case 'over':
        return 'over';
      case 'silent':
        return this.#conversation.waitItOut();
      case 'begins-tls':
        if ((await this.#startTls()) === 'over') return 'over';
        // What ManageSieve says here by itself is what others are asked for, so that the same faults can be in it.
        return dialect.greetsAgain
          ? this.#tellCapabilities(tag, dialect.greeting(this.#conversation.offer()))
          : 'goes-on';
    }
  }

  async #startTls(): Promise<Onward> {
    if (!(await this.#conversation.passes('tls'))) return 'over';
    const { around, connection } = this.#conversation;
    return (await connection.upgrade(around.tls)) ? 'goes-on' : 'over';
  }

  async #carryOutSignIn(command: SignInCommand): Promise<Onward> {
    const signedIn = await this.#tries.next(command);
    if (typeof signedIn === 'string') return signedIn;
    return this.#serve(signedIn, command.kind === 'authenticate' ? command.begin.mechanism : 'LOGIN-COMMAND');
  }

  async #serve(account: Account, way: string): Promise<Onward> {
    const { around, connection, dialect, door } = this.#conversation;
    around.onSignIn?.({ protocol: door.protocol, address: account.address, way });
    const { accounts, behaviour, hostname, date } = around;
    connection.allowSilence();
    await dialect.session(connection, account, { behaviour, deliver: accounts.deliver, hostname, date });
    return 'over';
  }
}
