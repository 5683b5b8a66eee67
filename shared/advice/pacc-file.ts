import type { AdvisedProtocol, AdvisedServer } from './servers.ts';

/** Why a PACC document cannot say what these servers are. */
export type PaccProblem =
  /** It knows implicit TLS at the ports 993, 995 and 465 only. */
  | 'ports'
  /** With it the user name is always the mail address. */
  | 'user-name';

// The draft fixes the ports, with implicit TLS on all of them. Drafts up to 02, and the servers that are out there, say
// `smtp`; later ones `submit`: both are written, and each reader passes over the one that it does not know. ManageSieve
// is left out: the draft means implicit TLS, which RFC 5804 does not know.
const PROTOCOLS: Readonly<
  Partial<Record<AdvisedProtocol, { readonly names: readonly string[]; readonly port: number }>>
> = {
  imap: { names: ['imap'], port: 993 },
  pop3: { names: ['pop3'], port: 995 },
  submission: { names: ['submit', 'smtp'], port: 465 },
};

const ADDRESS = '%EMAILADDRESS%';

/**
 * The PACC document of a domain (draft-ietf-mailmaint-pacc), or why there can be none. Its digest is that of every byte,
 * the line break at the end included.
 */
export function paccFile(
  servers: readonly AdvisedServer[],
  { name, shortName }: { readonly name: string; readonly shortName: string },
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: PaccProblem } {
  const mail = servers.filter(({ protocol }) => PROTOCOLS[protocol] !== undefined);
  if (mail.some(({ username }) => username !== ADDRESS)) return { ok: false, problem: 'user-name' };
  if (!mail.every(isAtFixedPort)) return { ok: false, problem: 'ports' };
  const protocols = mail.flatMap(({ protocol, endpoint: { host } }) =>
    (PROTOCOLS[protocol]?.names ?? []).map((known) => [known, { host }] as const),
  );
  const document = {
    protocols: Object.fromEntries(protocols),
    authentication: { password: mail.every(takesPassword) },
    info: { provider: { name, shortName } },
  };
  return { ok: true, text: `${JSON.stringify(document, null, 2)}\n` };
}

/** The name of the TXT record with the digest, and what stands in it. */
export function paccDigestRecord(
  domain: string,
  digestBase64: string,
): { readonly name: string; readonly text: string } {
  return { name: `_ua-auto-config.${domain}`, text: `v=UAAC1; a=sha256; d=${digestBase64}` };
}

function isAtFixedPort({ protocol, endpoint }: AdvisedServer): boolean {
  return endpoint.connectionSecurity === 'implicit-tls' && endpoint.port === PROTOCOLS[protocol]?.port;
}

function takesPassword({ signIn }: AdvisedServer): boolean {
  return signIn.some((word) => word.startsWith('password-'));
}
