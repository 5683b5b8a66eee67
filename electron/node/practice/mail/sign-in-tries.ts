import type { Account } from './accounts.ts';
import { clientKeyOf } from './client-key.ts';
import type { Conversation, Onward } from './conversation.ts';
import type { Command } from './dialect.ts';
import { signIn, type SignedIn } from './sign-in.ts';

/** The commands that sign in. */
export type SignInCommand = Extract<Command, { kind: 'authenticate' | 'password' }>;

const MOST_TRIES = 5;

/** The tries to sign in of one connection, in whatever form, and what right credentials meet. */
export class SignInTries {
  readonly #conversation: Conversation;
  #count = 0;

  constructor(conversation: Conversation) {
    this.#conversation = conversation;
  }

  /** Carries one out and answers it; gives the account where somebody is signed in now. */
  async next(command: SignInCommand): Promise<Account | Onward> {
    const { connection, dialect } = this.#conversation;
    if (!(await this.#conversation.passes('sign-in'))) return 'over';
    const { tag } = command;
    if (this.#isTooOpen(command)) return this.#conversation.refuse(tag, 'needs-encryption');
    if (++this.#count > MOST_TRIES) {
      this.#conversation.refuse(tag, 'too-many-tries');
      return 'over';
    }
    const result = await (command.kind === 'authenticate' ? this.#exchange(command) : this.#check(command));
    if (result.kind === 'gone') return 'over';
    if (result.kind === 'refused') return this.#conversation.refuse(tag, result.answer);
    if (result.kind === 'turned-down') return this.#turnDown(tag);
    connection.send(dialect.accept(tag, result.additionalData));
    return result.account;
  }

  /** In cleartext only what is offered there is looked at. */
  #isTooOpen(command: SignInCommand): boolean {
    const mechanism = command.kind === 'authenticate' ? command.begin.mechanism : 'PLAIN';
    return (
      this.#conversation.connection.tls === null && !this.#conversation.offer().mechanisms.includes(mechanism)
    );
  }

  #exchange({ begin }: Extract<Command, { kind: 'authenticate' }>): Promise<SignedIn> {
    const { connection, dialect, around } = this.#conversation;
    return signIn(begin, {
      connection,
      dialect,
      accounts: around.accounts,
      behaviour: around.behaviour,
      advertised: this.#conversation.offer().mechanisms,
      clientKey: clientKeyOf(connection.tls),
      serverSecret: around.serverSecret,
      hostname: around.hostname,
      beforeVerdict: () => this.#conversation.passes('proof'),
      isTurnedDown: this.#refusalWords !== undefined,
    });
  }

  /** The protocol's own sign-in with name and password: PLAIN in another form, and refused where others are offered without it. */
  async #check({ authcid, password }: Extract<Command, { kind: 'password' }>): Promise<SignedIn> {
    const { around } = this.#conversation;
    const { hasLoginDisabled, mechanisms } = this.#conversation.offer();
    if (hasLoginDisabled || (mechanisms.length > 0 && !mechanisms.includes('PLAIN'))) {
      return { kind: 'refused', answer: 'needs-encryption' };
    }
    if (!(await this.#conversation.passes('proof'))) return { kind: 'gone' };
    const account = around.accounts.named(authcid, around.behaviour.usernames);
    if (account?.password !== password) return { kind: 'refused', answer: 'wrong-credentials' };
    return this.#refusalWords === undefined
      ? { kind: 'accepted', account, additionalData: null }
      : { kind: 'turned-down' };
  }

  get #refusalWords(): string | undefined {
    const { behaviour, door } = this.#conversation;
    return behaviour.refusal?.words[door.protocol];
  }

  #turnDown(tag: string): Onward {
    const { behaviour, connection, dialect, door } = this.#conversation;
    connection.send(dialect.reject(tag, this.#refusalWords ?? ''));
    return behaviour.refusal?.hangsUpOn.includes(door.protocol) === true ? 'over' : 'goes-on';
  }
}
