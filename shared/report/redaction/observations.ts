import type { DroppedSection, Suggestion } from '../../mail/candidate.ts';
import type { Redirect } from '../../mail/lookup.ts';
import type { Observation, ObservationOf, RunObservationOf } from '../../mail/observation.ts';
import { candidateFields, certificateRule, endpointRule, signInFields, wordsRule } from './fields.ts';
import { asIs, idWith, list, nullable, record, type Rule } from './rules.ts';
import type { Ways } from './ways.ts';

type Of<K extends Observation['kind']> = Extract<Observation, { kind: K }>;

/** The rules of an observation, by its kind: a kind or a field without a rule is a type error. */
type ByKind = { readonly [K in Observation['kind']]: Rule<Of<K>> };

/** The rule of everything that can be seen. */
export function observationRule(ways: Ways): Rule<Observation> {
  const rules = byKind(ways);
  return (observation) => (rules[observation.kind] as Rule<Observation>)(observation); // the rule of its own kind
}

function byKind(ways: Ways): ByKind {
  const { text, code, host, ip, uri } = ways;
  const words = nullable(wordsRule(ways));
  const seen = {
    id: idWith(text),
    kind: asIs,
    at: asIs,
    took: asIs,
  };
  const atEndpoint = {
    ...seen,
    endpoint: endpointRule(ways),
    address: nullable(ip),
    transcript: ways.place,
  };
  const ofRun = { ...seen, endpoint: asIs, address: asIs, transcript: asIs };
  const chain = list(certificateRule(ways));
  return {
    'dns-answer': record<Of<'dns-answer'>>({
      ...atEndpoint,
      host,
      outcome: asIs,
      saidBy: asIs,
      addresses: list(ip),
      detail: nullable(code),
    }),
    'tcp-connect': record<Of<'tcp-connect'>>({
      ...atEndpoint,
      address: ip,
      outcome: asIs,
      detail: nullable(code),
    }),
    'tls-handshake': record<Of<'tls-handshake'>>({
      ...atEndpoint,
      outcome: asIs,
      version: nullable(code),
      cipher: nullable(code),
      keyExchange: nullable(code),
      alpn: nullable(code),
      chain,
      anchor: asIs,
      certificateProblems: list(record({ kind: asIs, link: asIs })),
      clientCertificate: asIs,
      limitedTo: asIs,
      detail: nullable(code),
    }),
    'tls-look': record<Of<'tls-look'>>({
      ...atEndpoint,
      version: nullable(code),
      cipher: nullable(code),
      keyExchange: nullable(code),
      chainAsSent: chain,
      certificateCount: asIs,
      clientCertificate: asIs,
      issuersAsked: list(ways.distinguishedName),
      oldVersions: list(code),
      isTls13Only: asIs,
    }),
    greeting: record<Of<'greeting'>>({ ...atEndpoint, outcome: asIs, service: asIs, words }),
    capabilities: record<Of<'capabilities'>>({
      ...atEndpoint,
      phase: asIs,
      outcome: asIs,
      capabilities: list(ways.capability),
      mechanisms: list(code),
      words,
    }),
    software: record<Of<'software'>>({
      ...atEndpoint,
      name: ways.software,
      version: ways.softwareVersion,
      toldBy: asIs,
    }),
    starttls: record<Of<'starttls'>>({ ...atEndpoint, outcome: asIs, words }),
    'second-look': record<Of<'second-look'>>({ ...atEndpoint, tried: asIs, service: asIs }),
    'control-connect': record<Of<'control-connect'>>({ ...atEndpoint, port: asIs, outcome: asIs }),
    'sign-in': record<Of<'sign-in'>>({ ...atEndpoint, ...signInFields(ways), words }),
    mailbox: record<Of<'mailbox'>>({
      ...atEndpoint,
      outcome: asIs,
      step: asIs,
      wantsClientName: asIs,
      folders: asIs,
      roles: list(asIs),
      quota: nullable(record({ usedBytes: asIs, limitBytes: asIs })),
      mails: asIs,
      newest: nullable(text),
      words,
    }),
    sending: record<Of<'sending'>>({ ...atEndpoint, outcome: asIs, step: asIs, words }),
    'test-mail': record<Of<'test-mail'>>({
      ...atEndpoint,
      outcome: asIs,
      step: asIs,
      isWaitedFor: asIs,
      words,
    }),
    arrival: record<Of<'arrival'>>({ ...atEndpoint, outcome: asIs, waitedMs: asIs }),
    remembered: (remembered) => {
      const value = nullable(remembered.change === 'issuer-changed' ? ways.organisation : text);
      return record<Of<'remembered'>>({
        ...atEndpoint,
        change: asIs,
        before: value,
        now: value,
        firstSeen: text,
        lastSeen: text,
      })(remembered);
    },
    lookup: record<Of<'lookup'>>({
      ...ofRun,
      source: asIs,
      uri,
      asked: nullable(text),
      outcome: asIs,
      status: asIs,
      redirects: list(record<Redirect>({ status: asIs, from: uri, to: uri })),
      detail: nullable(text),
      suggestion: nullable(suggestionRule(ways)),
      toldAddress: ways.username,
    }),
    provider: record<Of<'provider'>>({
      ...ofRun,
      name: ways.provider,
      by: asIs,
      access: asIs,
      signIn: asIs,
      preconditions: list(asIs),
      help: nullable(uri),
      asOf: text,
    }),
    'wildcard-dns': record<Of<'wildcard-dns'>>({ ...ofRun, domain: host, isWildcard: asIs }),
    'memory-file': record<Of<'memory-file'>>({ ...ofRun, outcome: asIs, detail: nullable(text) }),
    'own-network': record<Of<'own-network'>>({ ...ofRun, families: list(asIs) }),
    'check-crashed': (crash) =>
      crash.endpoint === null
        ? record<RunObservationOf<'check-crashed'>>({ ...ofRun, detail: code })(crash)
        : record<ObservationOf<'check-crashed'>>({ ...atEndpoint, detail: code })(crash),
  };
}

function suggestionRule(ways: Ways): Rule<Suggestion> {
  const { code, given, param, uri, serverText, provider } = ways;
  return record<Suggestion>({
    candidates: list(record(candidateFields(ways))),
    notOffered: list(asIs),
    dropped: list(record<DroppedSection>({ section: asIs, reason: asIs, given })),
    others: list(record({ type: code, at: nullable(param) })),
    instructions: list(
      record({
        kind: asIs,
        url: nullable(uri),
        texts: list(record({ language: code, text: serverText })),
      }),
    ),
    providerName: nullable(provider),
  });
}
