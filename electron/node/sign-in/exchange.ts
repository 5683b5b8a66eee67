import type { ServerWords, StreamFailure } from '../../../shared/mail/observation.ts';
import type { SignInFacts, SignInFailure, SignInRefusal } from '../../../shared/mail/sign-in.ts';
import type { Chosen } from '../../../shared/sasl/choose.ts';
import type { SaslClient } from '../../../shared/sasl/client.ts';
import type { PeerFailure, SaslFailure, UserFailure } from '../../../shared/sasl/failures.ts';
import type { ExchangeAnswer } from '../../../shared/wire/sasl-answer.ts';
import type { Deadlines } from '../net/deadlines.ts';
import type { VerifiedConnection } from '../net/verified-connection.ts';
import type { OwnSignIn, Talk } from '../talk/talk.ts';

// The longest exchange here has three challenges.
const MOST_CHALLENGES = 8;

const FAILURES: Readonly<Record<PeerFailure, SignInFailure>> = {
  'message-malformed': 'server-message-malformed',
  'extension-unknown': 'server-message-malformed',
  'nonce-wrong': 'server-nonce-wrong',
  'iterations-too-few': 'server-iterations-too-few',
  'iterations-too-many': 'server-iterations-too-many',
  'proof-missing': 'server-proof-missing',
  'proof-wrong': 'server-proof-wrong',
  'error-sent': 'server-step-unexpected',
  'step-unexpected': 'server-step-unexpected',
  // The next three are what a server sees of a client.
  cancelled: 'server-step-unexpected',
  'channel-binding-wrong': 'server-step-unexpected',
  'channel-binding-unsupported': 'server-step-unexpected',
};

const REFUSALS: Readonly<Record<UserFailure, SignInRefusal>> = {
  'authcid-unusable': 'username-unusable',
  'authzid-unusable': 'username-unusable',
  'password-unusable': 'password-unusable',
  'token-unusable': 'password-unusable',
};

const NOTHING = new Uint8Array();

/** The connection that carries an exchange, and what its server can do. */
interface Way {
  readonly connection: VerifiedConnection;
  readonly talk: Talk;
  readonly capabilities: readonly string[];
}

/**
 * One attempt: drives a SASL client over a verified connection to its end. It never tries a second time and never another
 * mechanism, and it believes in success only when the client does.
 *
 * @throws the abort reason of the connection's signal
 */
export async function exchange(
  { connection, talk, capabilities }: Way,
  chosen: Chosen,
  client: SaslClient,
  deadlines: Deadlines,
): Promise<SignInFacts> {
  const facts = factsFor(chosen, client);
  const ownSignIn = chosen.mechanism.family === 'login' ? talk.ownSignIn(capabilities) : null;
  if (ownSignIn !== null) return byCommand(ownSignIn);
  const first = await client.start();
  if (first.kind === 'failed') return facts.clientFailed(first.failure, null);
  let pending = first.kind === 'send' ? first.bytes : null;

  const { command, initialResponse } = talk.authenticate(chosen.mechanism.name, pending, capabilities);
  if (initialResponse === null) connection.write(command);
  else {
    connection.writeSecret(command, initialResponse);
    pending = null;
  }

  for (let count = 0; count < MOST_CHALLENGES; count++) {
    const answer = await talk.exchange(connection, deadlines);
    if (answer.kind === 'failed') return facts.streamFailed(answer.failure);
    if (answer.kind === 'rejected') return facts.rejected(answer.words, null);
    if (answer.kind === 'accepted') {
      // A success before the credentials went out is none of theirs.
      if (pending !== null)
        return facts.clientFailed({ by: 'peer', reason: 'step-unexpected' }, answer.words);
      return conclude(answer);
    }
    if (pending !== null) {
      // The server asks for the initial response with an empty challenge (RFC 4422 §3); a filled one is a wrong step.
      if (answer.bytes.length > 0) return giveUp({ by: 'peer', reason: 'step-unexpected' });
      connection.writeSecret('', talk.response(pending));
      pending = null;
      continue;
    }
    const step = await client.respond(answer.bytes);
    if (step.kind !== 'send') {
      return giveUp(step.kind === 'failed' ? step.failure : { by: 'peer', reason: 'step-unexpected' });
    }
    connection.writeSecret('', talk.response(step.bytes));
  }
  return giveUp({ by: 'peer', reason: 'step-unexpected' });

  async function conclude({
    words,
    additionalData,
  }: Extract<ExchangeAnswer, { kind: 'accepted' }>): Promise<SignInFacts> {
    const outcome = await client.conclude(additionalData);
    return outcome.kind === 'failed'
      ? facts.clientFailed(outcome.failure, words)
      : facts.accepted(outcome.serverVerified, words);
  }

  /** The name and the password of LOGIN, prepared as for SASL, by the protocol's own commands. */
  async function byCommand(signIn: OwnSignIn): Promise<SignInFacts> {
    const steps = [await client.start(), await client.respond(NOTHING), await client.respond(NOTHING)];
    const failed = steps.find((step) => step.kind === 'failed');
    if (failed !== undefined) return facts.clientFailed(failed.failure, null);
    const texts = steps.flatMap((step) => (step.kind === 'send' ? new TextDecoder().decode(step.bytes) : []));
    const [username = '', password = ''] = texts;
    const answer = await signIn(connection, { username, password }, deadlines);
    if (answer.kind === 'accepted') return conclude(answer);
    if (answer.kind === 'rejected') return facts.rejected(answer.words, null);
    return facts.streamFailed(answer.kind === 'failed' ? answer.failure : 'malformed');
  }

  /** Ends the exchange from our side and hears the server's last words, which may explain it. */
  async function giveUp(failure: SaslFailure): Promise<SignInFacts> {
    // After SCRAM's own error message an empty response lets the server say its NO.
    if (hasSentError(failure)) connection.writeSecret('', talk.response(NOTHING));
    else connection.write(talk.cancel);
    const last = await talk.exchange(connection, deadlines);
    return facts.clientFailed(failure, wordsOf(last));
  }
}

function factsFor({ mechanism, channelBinding }: Chosen, client: SaslClient) {
  const base = (rest: Partial<SignInFacts> & Pick<SignInFacts, 'outcome'>): SignInFacts => ({
    kind: 'sign-in',
    mechanism: mechanism.name,
    channelBinding,
    sendsSecret: mechanism.sendsSecret,
    serverVerified: mechanism.provesServer ? false : null,
    refusal: null,
    failure: null,
    scramError: null,
    iterationCount: client.iterationCount,
    words: null,
    ...rest,
  });
  return {
    accepted: (serverVerified: boolean | null, words: ServerWords) =>
      base({ outcome: 'accepted', serverVerified, words }),
    rejected: (words: ServerWords | null, scramError: string | null) =>
      base({ outcome: 'rejected', words, scramError }),
    streamFailed: (failure: StreamFailure) => base({ outcome: 'failed', failure }),
    clientFailed(failure: SaslFailure, words: ServerWords | null): SignInFacts {
      if (failure.by === 'user') {
        return base({ outcome: 'refused-by-us', refusal: REFUSALS[failure.reason], mechanism: null, words });
      }
      if (failure.by === 'ours') throw new TypeError(`SASL client misused: ${failure.reason}`);
      // The server judged and said no in SCRAM's own words (RFC 5802 §7), before the protocol could.
      if (hasSentError(failure)) return this.rejected(words, failure.scramError ?? null);
      return base({ outcome: 'failed', failure: FAILURES[failure.reason], words });
    },
  };
}

function hasSentError(failure: SaslFailure): failure is SaslFailure & { by: 'peer' } {
  return failure.by === 'peer' && failure.reason === 'error-sent';
}

function wordsOf(answer: ExchangeAnswer): ServerWords | null {
  return answer.kind === 'rejected' || answer.kind === 'accepted' ? answer.words : null;
}
