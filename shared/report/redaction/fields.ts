import type { CertificateFacts } from '../../mail/certificate.ts';
import type { PlacedCandidate } from '../../mail/candidate.ts';
import type { Endpoint } from '../../mail/endpoint.ts';
import type { Hostname } from '../../mail/hostname.ts';
import type { ServerWords } from '../../mail/observation.ts';
import type { SignInFacts, UsedKey, UsedToken } from '../../mail/sign-in.ts';
import { asIs, list, nullable, record, type Fields, type Rule } from './rules.ts';
import type { Ways } from './ways.ts';

/** The rule of an endpoint. */
export function endpointRule({ host }: Ways): Rule<Endpoint> {
  return record<Endpoint>({
    protocol: asIs,
    host: (name) => host(name) as Hostname, // a pseudonym has the form of a host name
    port: asIs,
    connectionSecurity: asIs,
  });
}

/** The rules of a candidate but for whose server it is. */
export function candidateFields(ways: Ways): Fields<Omit<PlacedCandidate, 'site' | 'shown'>> {
  const { username, uri, code } = ways;
  return {
    endpoint: endpointRule(ways),
    username: nullable(username),
    signIn: list(code),
    source: record({ kind: asIs, uri: nullable(uri), trust: asIs }),
  };
}

/** The rules of an attempt to sign in but for the words of the server. */
export function signInFields(ways: Ways): Fields<Omit<SignInFacts, 'kind' | 'words'>> {
  const { code, fingerprint, time, serverText } = ways;
  return {
    mechanism: nullable(code),
    channelBinding: nullable(code),
    sendsSecret: asIs,
    outcome: asIs,
    serverVerified: asIs,
    refusal: asIs,
    failure: asIs,
    scramError: nullable(code),
    iterationCount: asIs,
    key: record<UsedKey>({
      spkiFingerprint: fingerprint,
      kind: asIs,
      bits: asIs,
      notBefore: nullable(time),
      notAfter: nullable(time),
      validity: asIs,
      isShown: asIs,
      alert: nullable(code),
      isRevoked: asIs,
    }),
    token: record<UsedToken>({ isExpired: asIs, errorStatus: nullable(code), text: nullable(serverText) }),
  };
}

/** The rule of a certificate. */
export function certificateRule({
  distinguishedName,
  fingerprint,
  host,
  time,
  code,
  uri,
}: Ways): Rule<CertificateFacts> {
  return record<CertificateFacts>({
    subject: distinguishedName,
    issuer: distinguishedName,
    names: list(host),
    hasSubjectAltName: asIs,
    notBefore: nullable(time),
    notAfter: nullable(time),
    fingerprint,
    spkiFingerprint: fingerprint,
    signature: record({ kind: asIs, hash: nullable(code) }),
    key: record({ kind: asIs, bits: asIs, curve: nullable(code) }),
    isSelfSigned: asIs,
    isAuthority: asIs,
    isForServers: asIs,
    issuerUrl: nullable(uri),
  });
}

/** The rule of what a server answered. */
export function wordsRule({ serverText, code, host }: Ways): Rule<ServerWords> {
  return record<ServerWords>({
    responseCode: code,
    referral: host,
    condition: asIs,
    replyCode: asIs,
    enhancedStatusCode: code,
    text: serverText,
  });
}
