import type {
  ArrivalFacts,
  MailboxFacts,
  SendingFacts,
  TestMailFacts,
} from '../../shared/mail/mail-works.ts';
import type {
  CapabilitiesFacts,
  DnsFacts,
  GreetingFacts,
  StarttlsFacts,
  TcpFacts,
  TlsFacts,
} from '../../shared/mail/observation.ts';
import type { SignInFacts } from '../../shared/mail/sign-in.ts';
import type { Step } from '../../shared/report/events.ts';
import type { Words } from './words.ts';

type Failed<F extends { readonly outcome: string }, Good extends string> = Words<Exclude<F['outcome'], Good>>;

const steps: Words<Step> = {
  resolve: 'looking up its address',
  'connect-unanswered': 'no answer so far, probably filtered',
  connect: 'connecting',
  tls: 'agreeing on encryption',
  starttls: 'asking for encryption',
  greeting: 'waiting for its greeting',
  capabilities: 'asking what it offers',
  'second-look': 'looking at what answers there',
  'sign-in': 'signing in',
  mailbox: 'looking into the mailbox',
  sending: 'asking whether mail may be sent',
  'test-mail': 'sending a mail to yourself',
  arrival: 'waiting for the test mail to arrive, a minute at most',
};

const dns: Failed<DnsFacts, 'resolved'> = {
  'not-found': 'there is no server of this name',
  failed: 'the name could not be looked up',
  silent: 'no answer about this name',
};
const tcp: Failed<TcpFacts, 'connected'> = {
  refused: 'refuses the connection',
  silent: 'does not answer',
  unreachable: 'cannot be reached from here',
  'not-tried': 'is in your own network, was not tried',
  reset: 'broke the connection off',
  failed: 'could not be reached',
};
const tls: Failed<TlsFacts, 'established'> = {
  'certificate-rejected': 'its certificate is not right',
  'not-tls': 'does not speak TLS here',
  'version-refused': 'has no TLS version that is safe enough',
  'client-certificate-required': 'wants to see a certificate of yours',
  silent: 'does not answer the handshake',
  closed: 'closed the connection during the handshake',
  reset: 'broke the handshake off',
  failed: 'the handshake failed',
};
const stream = {
  silent: 'stays silent',
  closed: 'closed the connection',
  reset: 'broke the connection off',
  'too-long': 'sent more than it may',
  malformed: 'sent something unreadable',
  'client-certificate-required': 'wants to see a certificate of yours',
};
const greeting: Failed<GreetingFacts, 'ready'> = {
  ...stream,
  preauthenticated: 'says that you are signed in already',
  unavailable: 'says that it is not available',
  'other-service': 'is another kind of server',
};
const capabilities: Failed<CapabilitiesFacts, 'listed'> = {
  ...stream,
  refused: 'does not say what it offers',
};
const starttls: Failed<StarttlsFacts, 'agreed'> = {
  ...stream,
  'not-offered': 'does not offer STARTTLS',
  refused: 'refuses STARTTLS',
  'extra-bytes': 'sent extra data with STARTTLS',
};
const signIn: Failed<SignInFacts, 'accepted'> = {
  rejected: 'does not accept the sign-in',
  'refused-by-us': 'nothing was sent',
  failed: 'the sign-in came to no end',
};
const mailbox: Failed<MailboxFacts, 'opened'> = { ...stream, refused: 'does not open the mailbox' };
const sending: Failed<SendingFacts, 'allowed'> = {
  ...stream,
  refused: 'would not take your mail',
  'not-international': 'takes no address like yours',
};
const testMail: Failed<TestMailFacts, 'taken'> = { ...stream, refused: 'did not take the test mail' };
const arrival: Failed<ArrivalFacts, 'arrived'> = {
  ...stream,
  'not-seen': 'the test mail has not arrived yet',
};

/** How a rung stands at a server, in English. Its type is what every other language must have. */
export const detailEn = {
  steps,
  dns,
  tcp,
  tls,
  greeting,
  capabilities,
  starttls,
  signIn,
  mailbox,
  sending,
  testMail,
  arrival,
  established: (version: string, until: string | null) =>
    until === null ? version : `${version} · certificate until ${until}`,
  offers: (mechanisms: readonly string[]) =>
    mechanisms.length === 0 ? 'no way to sign in' : mechanisms.join(' · '),
  accepted: 'accepted',
  acceptedProved: 'accepted, and the server proved itself',
  acceptedUnproved: 'accepted without the proof that it owes',
  mailboxOpened: 'the mailbox opens',
  sendingAllowed: 'takes mail from you',
  testMailTaken: 'took the test mail',
  testMailArrived: (time: string) => `the test mail arrived after ${time}`,
  reached: 'reached',
  crashed: 'this check of ours broke',
  skipped: 'not checked',
  cleartext: 'no encryption, as you asked',
};

/** The type that every language has. */
export type DetailText = typeof detailEn;
