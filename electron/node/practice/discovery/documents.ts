import type { PracticeProtocol } from '../protocols.ts';
import { AUTODISCOVER_PATH, mailHost, webAddress, type OpenDoor, type Places } from './places.ts';

const AUTODISCOVER_TYPES: Readonly<Record<PracticeProtocol, string | null>> = {
  imap: 'IMAP',
  pop3: 'POP3',
  submission: 'SMTP',
  managesieve: null,
};
const SCHEMAS = 'http://schemas.microsoft.com/exchange/autodiscover';

/**
 * Where Autodiscover v1 sends a client instead of answering: to a URL, or with another mail address. Written as it is, so
 * without `&` and `<`.
 */
export interface AutodiscoverRedirect {
  readonly action: 'redirectUrl' | 'redirectAddr';
  readonly to: string;
}

/**
 * Autodiscover v1's answer for an address: the doors with implicit TLS. It can name no mechanism; `SPA` off says that
 * the password goes inside TLS. The address is written as it is, so it is one without `&` and `<`.
 */
export function autodiscoverSettings(address: string, domain: string, { doors }: Places): string {
  const protocols = doors
    .filter(({ connectionSecurity }) => connectionSecurity === 'implicit-tls')
    .flatMap((door) => autodiscoverProtocol(door, address, domain));
  return autodiscoverAccount(['<AccountType>email</AccountType>', '<Action>settings</Action>', ...protocols]);
}

/** Autodiscover v1's answer that sends elsewhere. */
export function autodiscoverRedirect({ action, to }: AutodiscoverRedirect): string {
  const element = action === 'redirectUrl' ? 'RedirectUrl' : 'RedirectAddr';
  return autodiscoverAccount([`<Action>${action}</Action>`, `<${element}>${to}</${element}>`]);
}

/** Autodiscover v1's answer to what is no request: error 600. The time that stands in it is nobody's. */
export function autodiscoverError(): string {
  return xml(`<Autodiscover xmlns="${SCHEMAS}/responseschema/2006">
  <Response>
    <Error Time="00:00:00.0000000" Id="0">
      <ErrorCode>600</ErrorCode>
      <Message>Invalid Request</Message>
      <DebugData/>
    </Error>
  </Response>
</Autodiscover>`);
}

/** Autodiscover v2's answer: where version 1 is. */
export function autodiscoverPointer(domain: string, places: Places): string {
  const url = webAddress('https', `autodiscover.${domain}`, AUTODISCOVER_PATH, places);
  return JSON.stringify({ Protocol: 'AutodiscoverV1', Url: url });
}

/** Autodiscover v2's refusal. */
export function autodiscoverPointerError(code: string, message: string): string {
  return JSON.stringify({ ErrorCode: code, ErrorMessage: message });
}

/**
 * The PACC document of a domain.
 *
 * It names hosts only: the ports are fixed by the draft (993, 995, 465, 4190) and the practice server cannot have those. So
 * settings found by PACC alone are right in everything but the port, and a client reaches them here only where it is
 * told, beside what it finds, which ports stand for the well-known ones.
 */
export function paccDocument(domain: string): string {
  const host = (protocol: PracticeProtocol): { readonly host: string } => ({
    host: mailHost(protocol, domain),
  });
  return JSON.stringify({
    protocols: {
      imap: host('imap'),
      smtp: host('submission'),
      // No ManageSieve: the draft has it over implicit TLS, and RFC 5804 §1.8, as these doors do, with STARTTLS only.
      pop3: host('pop3'),
    },
    authentication: { password: true },
    info: { provider: { name: 'Letterlock practice mailbox', shortName: 'Practice' } },
  });
}

/** A PACC document that ends too early. Its digest can be right all the same. */
export function malformedPaccDocument(domain: string): string {
  return paccDocument(domain).slice(0, -2);
}

/** The page of a captive portal; RFC 6585 §6 wants the link in what comes with status 511. */
export function portalPage(loginUrl: string): string {
  return `<!doctype html>
<html lang="en">
<title>Guest network</title>
<h1>Welcome to the guest network</h1>
<p><a href="${loginUrl}">Accept the terms of use</a> to go online.</p>
</html>
`;
}

function autodiscoverProtocol({ protocol, port }: OpenDoor, address: string, domain: string) {
  const type = AUTODISCOVER_TYPES[protocol];
  if (type === null) return [];
  return [
    '<Protocol>',
    `  <Type>${type}</Type>`,
    `  <Server>${mailHost(protocol, domain)}</Server>`,
    `  <Port>${port}</Port>`,
    `  <LoginName>${address}</LoginName>`,
    '  <DomainRequired>off</DomainRequired>',
    '  <SPA>off</SPA>',
    '  <SSL>on</SSL>',
    '  <Encryption>SSL</Encryption>',
    '  <AuthRequired>on</AuthRequired>',
    '</Protocol>',
  ];
}

function autodiscoverAccount(lines: readonly string[]): string {
  return xml(`<Autodiscover xmlns="${SCHEMAS}/responseschema/2006">
  <Response xmlns="${SCHEMAS}/outlook/responseschema/2006a">
    <Account>
${lines.map((line) => `      ${line}`).join('\n')}
    </Account>
  </Response>
</Autodiscover>`);
}

function xml(root: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root}\n`;
}
