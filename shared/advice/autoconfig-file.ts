import type { ConnectionSecurity } from '../mail/endpoint.ts';
import type { Hostname } from '../mail/hostname.ts';
import { writeXml, type XmlNode } from '../mail/xml-writer.ts';
import type { AdvisedProtocol, AdvisedServer } from './servers.ts';
import { isSaslName } from './sign-in-words.ts';

/** What the providers' settings are called in a program. */
export interface ProviderNames {
  /** At most 60 characters. */
  readonly name: string;
  /** At most 20 characters. */
  readonly shortName: string;
}

// The words of draft-ietf-mailmaint-autoconfig.
const SECTIONS: Readonly<Record<AdvisedProtocol, { readonly element: string; readonly type: string }>> = {
  imap: { element: 'incomingServer', type: 'imap' },
  pop3: { element: 'incomingServer', type: 'pop3' },
  submission: { element: 'outgoingServer', type: 'smtp' },
  managesieve: { element: 'setupServer', type: 'managesieve' },
};

const SOCKET_TYPES: Readonly<Record<Exclude<ConnectionSecurity, 'cleartext'>, string>> = {
  'implicit-tls': 'SSL',
  starttls: 'STARTTLS',
};

/**
 * The autoconfig file of a domain (draft-ietf-mailmaint-autoconfig), in the version that every program reads. ManageSieve
 * stands behind the provider, as the draft has it; older programs pass over it.
 */
export function autoconfigFile(
  domain: Hostname,
  servers: readonly AdvisedServer[],
  { name, shortName }: ProviderNames,
): string {
  const mail = servers.filter(({ protocol }) => protocol !== 'managesieve');
  const others = servers.filter(({ protocol }) => protocol === 'managesieve');
  return writeXml({
    name: 'clientConfig',
    attributes: { version: '1.1' },
    content: [
      {
        name: 'emailProvider',
        attributes: { id: domain },
        content: [
          { name: 'domain', content: domain },
          { name: 'displayName', content: name },
          { name: 'displayShortName', content: shortName },
          ...mail.map(sectionOf),
        ],
      },
      ...others.map(sectionOf),
    ],
  });
}

function sectionOf({ protocol, endpoint, signIn, username }: AdvisedServer): XmlNode {
  const { element, type } = SECTIONS[protocol];
  const { host, port, connectionSecurity } = endpoint;
  // Nothing without encryption is advised; whoever reads a wrong word here would leave the server out.
  const socketType = connectionSecurity === 'cleartext' ? '' : SOCKET_TYPES[connectionSecurity];
  return {
    name: element,
    attributes: { type },
    content: [
      { name: 'hostname', content: host },
      { name: 'port', content: String(port) },
      { name: 'socketType', content: socketType },
      ...signIn.map((word) => ({
        name: 'authentication',
        ...(isSaslName(word) ? { attributes: { system: 'sasl' } } : {}),
        content: word,
      })),
      { name: 'username', content: username },
    ],
  };
}
