import type { ConnectionSecurity } from '../mail/endpoint.ts';
import { writeXml, type XmlNode } from '../mail/xml-writer.ts';
import type { AdvisedProtocol, AdvisedServer } from './servers.ts';

// [MS-OXDSCLI]: ManageSieve has no type.
const TYPES: Readonly<Partial<Record<AdvisedProtocol, string>>> = {
  imap: 'IMAP',
  pop3: 'POP3',
  submission: 'SMTP',
};

/** `Encryption`, which overrides `SSL`; TLS means STARTTLS. */
const ENCRYPTIONS: Readonly<Record<ConnectionSecurity, string>> = {
  'implicit-tls': 'SSL',
  starttls: 'TLS',
  cleartext: 'Auto', // is never advised, and never becomes "none"
};

const SCHEMAS = 'http://schemas.microsoft.com/exchange/autodiscover';

/**
 * The answer of Autodiscover v1 (plain old XML, [MS-OXDSCLI]) to everybody of a domain. It is a template: in the place of
 * the placeholders in `LoginName` the server writes what it was asked for, with what XML has to escape in it escaped.
 */
export function autodiscoverFile(servers: readonly AdvisedServer[]): string {
  return writeXml({
    name: 'Autodiscover',
    attributes: { xmlns: `${SCHEMAS}/responseschema/2006` },
    content: [
      {
        name: 'Response',
        attributes: { xmlns: `${SCHEMAS}/outlook/responseschema/2006a` },
        content: [
          {
            name: 'Account',
            content: [
              { name: 'AccountType', content: 'email' },
              { name: 'Action', content: 'settings' },
              ...servers.flatMap(protocolOf),
            ],
          },
        ],
      },
    ],
  });
}

function protocolOf({ protocol, endpoint, username }: AdvisedServer): readonly XmlNode[] {
  const type = TYPES[protocol];
  if (type === undefined) return [];
  const { host, port, connectionSecurity } = endpoint;
  const values = [
    ['Type', type],
    ['Server', host],
    ['Port', String(port)],
    ['LoginName', username],
    ['DomainRequired', 'off'],
    // Without it NTLM is meant.
    ['SPA', 'off'],
    ['SSL', 'on'],
    ['Encryption', ENCRYPTIONS[connectionSecurity]],
    ['AuthRequired', 'on'],
  ] as const;
  return [{ name: 'Protocol', content: values.map(([name, content]) => ({ name, content })) }];
}
