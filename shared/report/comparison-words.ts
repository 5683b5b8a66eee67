import type { Language } from '../findings/explain.ts';
import type { DnsFacts, StarttlsFacts, TcpFacts, TlsFacts } from '../mail/observation.ts';
import type { SignInFacts } from '../mail/sign-in.ts';
import type { SameSubject } from './compare.ts';
import type { ChangedThing } from './endpoint-changes.ts';

type Outcome = (DnsFacts | TcpFacts | TlsFacts | StarttlsFacts | SignInFacts)['outcome'];

/** The words around a comparison of two reports. */
export interface ComparisonWords {
  readonly heading: (before: string, now: string) => string;
  /** What it is about, where that is not the same; empty where it is. */
  readonly subject: Readonly<Record<SameSubject, string>>;
  readonly isBackwards: string;
  readonly hasNothingInCommon: string;
  readonly nothing: string;
  readonly changes: string;
  readonly fits: string;
  readonly onlyBefore: string;
  readonly onlyNow: string;
  readonly added: string;
  readonly gone: string;
  /** Both sides are in words already; one that is empty is not meant to be shown. */
  readonly thing: Readonly<Record<ChangedThing, (before: string, now: string) => string>>;
  readonly outcome: Readonly<Record<Outcome, string>>;
}

/** The words of each language. */
export const COMPARISON_WORDS: Readonly<Record<Language, ComparisonWords>> = {
  en: {
    heading: (before, now) => `What changed from ${before} to ${now}`,
    subject: {
      same: '',
      'other-account':
        'The reports are about different accounts of the same domain: what differs may be the account.',
      'other-domain': 'The reports are about different domains: what differs may be the domain.',
      unknown:
        'The address is hidden in a report, so that nobody can tell whether both are about the same account.',
    },
    isBackwards: 'The report that was given as the earlier one is the later one.',
    hasNothingInCommon: 'No server is in both reports, so that there is nothing to compare.',
    nothing: 'Nothing changed at the servers that are in both reports.',
    changes: 'At the servers, what most likely explains new problems first',
    fits: 'would fit',
    onlyBefore: 'Servers that are in the earlier report only',
    onlyNow: 'Servers that are in the later report only',
    added: 'New in the later report',
    gone: 'No longer in the later report',
    thing: {
      name: (before, now) => `The question for its address: ${before} before, now ${now}.`,
      addresses: (before, now) => `It has other addresses: ${before} before, now ${now}.`,
      reach: (before, now) => `The connection: ${before} before, now ${now}.`,
      starttls: (before, now) => `The switch to TLS (STARTTLS): ${before} before, now ${now}.`,
      tls: (before, now) => `Encryption (TLS): ${before} before, now ${now}.`,
      'tls-version': (before, now) => `Another version of TLS: ${before} before, now ${now}.`,
      issuer: (before, now) => `The certificate was issued by somebody else: ${before} before, now ${now}.`,
      certificate: (before, now) =>
        `The certificate was renewed: valid until ${before} before, now until ${now}.`,
      'mechanisms-gone': (before) => `No longer offered for signing in: ${before}.`,
      'mechanisms-new': (_, now) => `Newly offered for signing in: ${now}.`,
      'capabilities-gone': (before) => `No longer offered: ${before}.`,
      'capabilities-new': (_, now) => `Newly offered: ${now}.`,
      'sign-in': (before, now) => `The sign-in: ${before} before, now ${now}.`,
      'sign-in-mechanism': (before, now) => `Signed in with another mechanism: ${before} before, now ${now}.`,
    },
    outcome: {
      resolved: 'answered',
      'not-found': 'no such name',
      failed: 'failed',
      silent: 'no answer',
      connected: 'made',
      refused: 'turned away',
      unreachable: 'no way there',
      reset: 'cut off',
      'not-tried': 'not tried',
      established: 'established',
      'certificate-rejected': 'certificate rejected',
      'not-tls': 'no TLS spoken',
      'version-refused': 'version refused',
      'client-certificate-required': 'wants a certificate of yours',
      closed: 'hung up',
      agreed: 'worked',
      'not-offered': 'not offered',
      'extra-bytes': 'answered with more than allowed',
      'too-long': 'answered endlessly',
      malformed: 'answered in no known form',
      accepted: 'accepted',
      rejected: 'rejected',
      'refused-by-us': 'not begun, to be safe',
    },
  },
  de: {
    heading: (before, now) => `Was sich vom ${before} bis zum ${now} geändert hat`,
    subject: {
      same: '',
      'other-account':
        'Die Berichte handeln von verschiedenen Konten derselben Domain: Was verschieden ist, kann am Konto liegen.',
      'other-domain':
        'Die Berichte handeln von verschiedenen Domains: Was verschieden ist, kann an der Domain liegen.',
      unknown:
        'In einem Bericht ist die Adresse verborgen, so dass niemand sagen kann, ob beide von demselben Konto handeln.',
    },
    isBackwards: 'Der Bericht, der als der frühere genannt wurde, ist der spätere.',
    hasNothingInCommon: 'Kein Server kommt in beiden Berichten vor, so dass es nichts zu vergleichen gibt.',
    nothing: 'An den Servern, die in beiden Berichten vorkommen, hat sich nichts geändert.',
    changes: 'An den Servern, zuerst was neue Probleme am ehesten erklärt',
    fits: 'dazu passt',
    onlyBefore: 'Server, die nur im früheren Bericht vorkommen',
    onlyNow: 'Server, die nur im späteren Bericht vorkommen',
    added: 'Neu im späteren Bericht',
    gone: 'Nicht mehr im späteren Bericht',
    thing: {
      name: (before, now) => `Die Frage nach der Adresse: vorher ${before}, jetzt ${now}.`,
      addresses: (before, now) => `Er hat andere Adressen: vorher ${before}, jetzt ${now}.`,
      reach: (before, now) => `Die Verbindung: vorher ${before}, jetzt ${now}.`,
      starttls: (before, now) => `Der Wechsel zu TLS (STARTTLS): vorher ${before}, jetzt ${now}.`,
      tls: (before, now) => `Verschlüsselung (TLS): vorher ${before}, jetzt ${now}.`,
      'tls-version': (before, now) => `Eine andere Version von TLS: vorher ${before}, jetzt ${now}.`,
      issuer: (before, now) =>
        `Das Zertifikat hat jemand anderes ausgestellt: vorher ${before}, jetzt ${now}.`,
      certificate: (before, now) =>
        `Das Zertifikat wurde erneuert: vorher gültig bis ${before}, jetzt bis ${now}.`,
      'mechanisms-gone': (before) => `Zur Anmeldung nicht mehr angeboten: ${before}.`,
      'mechanisms-new': (_, now) => `Zur Anmeldung neu angeboten: ${now}.`,
      'capabilities-gone': (before) => `Nicht mehr angeboten: ${before}.`,
      'capabilities-new': (_, now) => `Neu angeboten: ${now}.`,
      'sign-in': (before, now) => `Die Anmeldung: vorher ${before}, jetzt ${now}.`,
      'sign-in-mechanism': (before, now) =>
        `Angemeldet mit einem anderen Verfahren: vorher ${before}, jetzt ${now}.`,
    },
    outcome: {
      resolved: 'beantwortet',
      'not-found': 'kein solcher Name',
      failed: 'gescheitert',
      silent: 'keine Antwort',
      connected: 'hergestellt',
      refused: 'abgewiesen',
      unreachable: 'kein Weg dorthin',
      reset: 'abgebrochen',
      'not-tried': 'nicht versucht',
      established: 'hergestellt',
      'certificate-rejected': 'Zertifikat abgelehnt',
      'not-tls': 'kein TLS gesprochen',
      'version-refused': 'Version abgelehnt',
      'client-certificate-required': 'verlangt ein Zertifikat von Ihnen',
      closed: 'aufgelegt',
      agreed: 'gelungen',
      'not-offered': 'nicht angeboten',
      'extra-bytes': 'mit mehr als Erlaubtem beantwortet',
      'too-long': 'endlos beantwortet',
      malformed: 'in keiner bekannten Form beantwortet',
      accepted: 'angenommen',
      rejected: 'abgelehnt',
      'refused-by-us': 'vorsichtshalber nicht begonnen',
    },
  },
};
