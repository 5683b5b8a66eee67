import { mechanismNamed } from '../../../../shared/sasl/mechanisms.ts';
import { USUAL_MAIL } from '../mail/behaviour.ts';
import type { PracticeProtocol } from '../protocols.ts';
import type { AutoconfigText } from './behaviour.ts';
import { mailHost, OTHER_DOMAIN, type OpenDoor, type Places } from './places.ts';

/** One `incomingServer` or `outgoingServer`; what stands in it is written as it is, well-formed or not. */
interface ServerSection {
  readonly element: 'incomingServer' | 'outgoingServer';
  readonly type: string;
  readonly hostname: string;
  readonly port: number;
  readonly socketType: 'SSL' | 'STARTTLS' | 'plain';
  readonly username: string;
}

// The format has a word of its own for submission, and none for ManageSieve among the mail servers.
const TYPES: Readonly<Record<PracticeProtocol, string | null>> = {
  imap: 'imap',
  pop3: 'pop3',
  submission: 'smtp',
  managesieve: null,
};
// Nobody listens there (tcpmux, RFC 1078). A well-known mail port could be that of a real server on this machine.
const DEAD_PORT = 1;
const PADDING_BYTES = 300 * 1024;
// Ten to the ninth "lol": what is written in 1 KiB would be 3 GB (CVE-2003-1564).
const ENTITY_LEVELS = 9;

const SASL = USUAL_MAIL.mechanisms
  .filter((name) => mechanismNamed(name)?.provesServer === true)
  .map((name) => `<authentication system="sasl">${name}</authentication>`);
const AUTHENTICATION = [
  ...SASL,
  '<authentication>TLS-client-cert</authentication>',
  '<authentication>password-encrypted</authentication>',
  '<authentication>password-cleartext</authentication>',
];
const CLEARTEXT_AUTHENTICATION = ['<authentication>password-cleartext</authentication>'];

const TEXTS: Readonly<Record<AutoconfigText, (domain: string, places: Places) => string>> = {
  usual: (domain, places) => documentOf(domain, usualSections(domain, places)),
  'hosts-unknown': withSections((section) => ({ hostname: `old-${section.hostname}` })),
  'ports-dead': withSections(() => ({ port: DEAD_PORT })),
  cleartext: (domain, places) =>
    documentOf(
      domain,
      sections(domain, starttlsDoors(places)).map((section) => ({ ...section, socketType: 'plain' })),
    ),
  'other-domain': (domain, places) => documentOf(domain, usualSections(OTHER_DOMAIN, places)),
  'address-in-host': withSections((section) => ({ hostname: `%EMAILADDRESS%.${section.hostname}` })),
  'markup-in-host': withSections((section) => ({ hostname: `<![CDATA[<b>${section.hostname}</b>]]>` })),
  malformed: (domain, places) => TEXTS.usual(domain, places).replace('</emailProvider>', '</provider>'),
  entities: (domain, places) =>
    TEXTS.usual(domain, places)
      .replace('\n', `\n${manyLaughs()}\n`)
      .replace(/<displayName>[^<]*/, `<displayName>&lol${ENTITY_LEVELS};`),
  'too-large': (domain, places) =>
    TEXTS.usual(domain, places).replace('\n', `\n<!--${' '.repeat(PADDING_BYTES)}-->\n`),
  // What a web server has to say about every address that it does not know.
  html: () => '<!doctype html>\n<html lang="en"><title>Welcome</title><h1>It works!</h1></html>\n',
};

/** The autoconfig file of a domain (draft-ietf-mailmaint-autoconfig), rightly or as a fault has it. */
export function autoconfigFile(text: AutoconfigText, domain: string, places: Places): string {
  return TEXTS[text](domain, places);
}

/** Another right-looking file for the same domain: other ports, other security and other user names. */
export function conflictingAutoconfigFile(domain: string, places: Places): string {
  const others = sections(domain, starttlsDoors(places));
  return documentOf(
    domain,
    others.map((section) => ({ ...section, username: '%EMAILLOCALPART%' })),
  );
}

function withSections(change: (section: ServerSection) => Partial<ServerSection>) {
  return (domain: string, places: Places): string =>
    documentOf(
      domain,
      usualSections(domain, places).map((section) => ({ ...section, ...change(section) })),
    );
}

function usualSections(domain: string, places: Places): readonly ServerSection[] {
  return sections(domain, places.doors);
}

function starttlsDoors({ doors }: Places): readonly OpenDoor[] {
  return doors.filter(({ connectionSecurity }) => connectionSecurity === 'starttls');
}

function sections(domain: string, doors: readonly OpenDoor[]): readonly ServerSection[] {
  return doors.flatMap(({ protocol, connectionSecurity, port }) => {
    const type = TYPES[protocol];
    if (type === null) return [];
    return {
      element: protocol === 'submission' ? 'outgoingServer' : 'incomingServer',
      type,
      hostname: mailHost(protocol, domain),
      port,
      socketType: connectionSecurity === 'implicit-tls' ? 'SSL' : 'STARTTLS',
      username: '%EMAILADDRESS%',
    };
  });
}

function documentOf(domain: string, servers: readonly ServerSection[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<clientConfig version="1.1">',
    `  <emailProvider id="${domain}">`,
    `    <domain>${domain}</domain>`,
    '    <displayName>Letterlock practice mailbox</displayName>',
    '    <displayShortName>Practice</displayShortName>',
    ...servers.flatMap(sectionLines),
    '  </emailProvider>',
    '</clientConfig>',
    '',
  ].join('\n');
}

function sectionLines({ element, type, hostname, port, socketType, username }: ServerSection) {
  const authentication = socketType === 'plain' ? CLEARTEXT_AUTHENTICATION : AUTHENTICATION;
  return [
    `    <${element} type="${type}">`,
    `      <hostname>${hostname}</hostname>`,
    `      <port>${port}</port>`,
    `      <socketType>${socketType}</socketType>`,
    ...authentication.map((line) => `      ${line}`),
    `      <username>${username}</username>`,
    `    </${element}>`,
  ];
}

function manyLaughs(): string {
  const levels = Array.from({ length: ENTITY_LEVELS }, (_, below) => {
    const name = below === 0 ? 'lol' : `lol${below}`;
    return `  <!ENTITY lol${below + 1} "${`&${name};`.repeat(10)}">`;
  });
  return ['<!DOCTYPE clientConfig [', '  <!ENTITY lol "lol">', ...levels, ']>'].join('\n');
}
