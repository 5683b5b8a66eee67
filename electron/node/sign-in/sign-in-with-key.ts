import { formatEmailAddress, type EmailAddress } from '../../../shared/mail/email-address.ts';
import { isSameEndpoint } from '../../../shared/mail/endpoint.ts';
import { isAtEndpoint, type ObservationOf } from '../../../shared/mail/observation.ts';
import type { SignInFacts, SignInFailure, SignInRefusal } from '../../../shared/mail/sign-in.ts';
import { chooseMechanism, type Chosen } from '../../../shared/sasl/choose.ts';
import { saslClient } from '../../../shared/sasl/client.ts';
import type { DeviceKey } from '../keys/device-key.ts';
import { beginTransaction, takeBack } from '../mail-works/smtp-session.ts';
import { alertIn, KEY_KIND_NOT_TAKEN } from '../net/tls-codes.ts';
import type { Door } from '../plan.ts';
import type { LookContext } from '../probe/context.ts';
import { lookOver, type Looked } from '../probe/look.ts';
import { nodeSaslCrypto } from '../sasl-crypto.ts';
import { exchange } from './exchange.ts';
import { refusedByUs, sayGoodbye, stillOpen, type Attempted } from './sign-in.ts';

type Ready = Extract<Looked, { kind: 'ready' }>;

/** A key, and whose mail it is about; null where that is not known. */
export interface OwnKey {
  readonly key: DeviceKey;
  /** Whether the person has revoked it; left out where that is not known. */
  readonly isRevoked?: boolean;
  readonly address: EmailAddress | null;
}

/**
 * One attempt to sign in with the key of a device, on a connection of its own: the one of the look was made without it. Only
 * now is the server shown the key, only if it asks, and only after its certificate was verified; what it offers is asked for
 * anew, because Cyrus, Exim and others offer EXTERNAL only then. Signed in is who was asked for the key and then greeted with
 * PREAUTH, let in by EXTERNAL, or let through to send without either. There is no way from here to a password.
 *
 * Records the outcome. The connection stays open where it was signed in on; it is closed in every other case.
 *
 * @param obstacle asked before anything is sent: what forbids it by now, or null
 * @throws the signal's reason, when it is aborted
 */
export async function signInWithKey(
  door: Door,
  own: OwnKey,
  context: LookContext,
  obstacle: () => SignInRefusal | null,
): Promise<Attempted> {
  const { log } = context;
  const refusal = obstacle();
  const begunAt = log.begin(door, 'sign-in');
  if (refusal !== null) {
    const facts = refusedByUs(refusal, null);
    log.observe(door, facts, begunAt);
    closeReady(door.looked);
    return { facts, ready: null };
  }
  const key = { key: own.key, verifiedBefore: verifiedBefore(door, context) };
  const addresses = door.address === null ? [] : [door.address];
  const { looked } = await lookOver(door.endpoint, addresses, { ...context, key });
  try {
    const { alert, ...rest } = await attempt(door, looked, own, context);
    const tls = handshakeWithKey(door, context);
    const facts: SignInFacts = {
      ...rest,
      key: {
        ...own.key.facts,
        validity: own.key.validityAt(context.date()),
        isShown: tls?.clientCertificate === 'shown',
        alert,
        ...(own.isRevoked === undefined ? {} : { isRevoked: own.isRevoked }),
      },
    };
    const ready = readyIn(looked);
    log.observe(door, facts, begunAt, ready?.connection.place ?? null);
    if (ready !== null && facts.outcome === 'accepted' && ready.connection.isOpen) return { facts, ready };
    if (ready !== null) sayGoodbye(ready);
    return { facts, ready: null };
  } catch (error) {
    readyIn(looked)?.connection.close();
    throw error;
  } finally {
    closeReady(door.looked);
  }
}

interface Attempt extends SignInFacts {
  readonly alert: string | null;
}

async function attempt(
  door: Door,
  looked: Looked,
  { address }: OwnKey,
  context: LookContext,
): Promise<Attempt> {
  switch (looked.kind) {
    case 'preauthenticated':
      return looked.open === null ? failed('key-not-asked') : accepted();
    case 'wants-key':
      return handshakeWithKey(door, context)?.clientCertificate === 'shown'
        ? failed('key-refused', looked.alert)
        : failed('key-not-asked', looked.alert);
    case 'ready':
      return looked.connection.hasShownKey
        ? await useKey(door, looked, address, context)
        : failed('key-not-asked');
    case 'stopped':
    case 'cleartext':
      return afterHandshake(door, context);
  }
}

/** The server was shown the key and goes on. */
async function useKey(
  door: Door,
  { connection, talk, capabilities, mechanisms }: Ready,
  address: EmailAddress | null,
  context: LookContext,
): Promise<Attempt> {
  const { chosen } = chooseMechanism({
    advertised: mechanisms,
    hasVerifiedTls: true,
    channelBindings: [],
    atHand: { password: false, key: true, token: false },
    policy: {},
  });
  if (chosen !== null) {
    const client = saslClient(chosen.mechanism, credentialsAt(door, context), { crypto: nodeSaslCrypto });
    const facts = await exchange({ connection, talk, capabilities }, chosen, client, context.deadlines);
    const isRefused = connection.certificateAlert !== null;
    return isRefused ? failed('key-refused', connection.certificateAlert, chosen) : { ...facts, alert: null };
  }
  const isEnough =
    door.endpoint.protocol === 'submission' &&
    address !== null &&
    (await isLetThrough(door, connection, formatEmailAddress(address), context));
  return isEnough ? accepted() : failed('key-without-effect');
}

// RFC 4422 appendix A: an empty authzid is the one that the key stands for, which all take but Exim, whose `external`
// driver wants one to compare; Dovecot refuses any that is not the name in the certificate.
const WANT_AUTHZID: readonly string[] = ['Exim'];

function credentialsAt(
  { endpoint, account }: Door,
  { log }: LookContext,
): { readonly authcid: string; readonly authzid?: string } {
  const isWanted = log.observations.some(
    (one) =>
      one.kind === 'software' &&
      isSameEndpoint(one.endpoint, endpoint) &&
      WANT_AUTHZID.some((name) => one.name.startsWith(name)),
  );
  return isWanted ? { authcid: account.username, authzid: account.username } : { authcid: account.username };
}

/**
 * Whether the key alone lets its owner send (Postfix's `permit_tls_clientcerts`, Exim's `tls` authenticator, mox): a mail to
 * oneself may be begun with it, and may not without it. It is taken back; nothing is sent.
 */
async function isLetThrough(
  door: Door,
  connection: Ready['connection'],
  address: string,
  context: LookContext,
): Promise<boolean> {
  const { deadlines } = context;
  const withKey = await beginTransaction(connection, address, deadlines);
  await takeBack(connection, deadlines);
  if (withKey !== null) return false;
  const other = await stillOpen(door, context);
  if (other.kind !== 'ready') return other.kind === 'wants-key';
  const without = await beginTransaction(other.connection, address, deadlines);
  await takeBack(other.connection, deadlines);
  sayGoodbye(other);
  return without?.outcome === 'refused';
}

/** No connection came of it: because of the key, or of something else, which is told where it was seen. */
function afterHandshake(door: Door, context: LookContext): Attempt {
  const tls = handshakeWithKey(door, context);
  if (tls?.outcome !== 'client-certificate-required') return failed('closed');
  const code = tls.detail ?? '';
  return code === KEY_KIND_NOT_TAKEN || tls.clientCertificate !== 'shown'
    ? failed('key-not-asked', alertIn(code))
    : failed('key-refused', alertIn(code));
}

/** The certificate (SHA-256, hex) that this server was verified with when it was looked at without a key. */
function verifiedBefore(door: Door, context: LookContext): string | null {
  const verified = handshakesAt(door, context).filter(({ outcome }) => outcome === 'established');
  return verified.at(-1)?.chain[0]?.fingerprint ?? null;
}

function handshakeWithKey(door: Door, context: LookContext): ObservationOf<'tls-handshake'> | undefined {
  return handshakesAt(door, context).findLast(({ clientCertificate }) => clientCertificate !== undefined);
}

function handshakesAt(
  { endpoint, address }: Door,
  { log }: LookContext,
): readonly ObservationOf<'tls-handshake'>[] {
  return log.observations
    .filter(isAtEndpoint)
    .filter((one) => one.kind === 'tls-handshake')
    .filter((one) => isSameEndpoint(one.endpoint, endpoint) && one.address === address);
}

function readyIn(looked: Looked): Ready | null {
  if (looked.kind === 'ready') return looked;
  return looked.kind === 'preauthenticated' ? looked.open : null;
}

function closeReady(looked: Looked): void {
  if (looked.kind === 'ready') looked.connection.close();
}

function accepted(): Attempt {
  return { ...refusedByUs(null, null), outcome: 'accepted', alert: null };
}

function failed(failure: SignInFailure, alert: string | null = null, chosen: Chosen | null = null): Attempt {
  const mechanism = chosen?.mechanism.name ?? null;
  return { ...refusedByUs(null, mechanism), outcome: 'failed', failure, alert };
}
