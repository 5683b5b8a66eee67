import {
  ADDRESSES,
  CERTIFICATE_FAULTS,
  type AuthcidField,
  type DovecotPorts,
  type DovecotSetup,
  type Fault,
} from './dovecot-setup.ts';
import type { CertificateFiles } from './pki.ts';

/** In what words a version is told that which other versions are told in others, or not at all. */
export interface DovecotWords {
  /** Comes first. */
  base(setup: DovecotSetup): string;
  certificate(files: CertificateFiles): readonly string[];
  /** Whether passwords are taken without TLS. */
  cleartext(isAllowed: boolean): string;
  /** That clients are asked for a certificate, and go on without one; and which part of it is the authcid. */
  clientCertificates(anchors: string, authcidField: AuthcidField): string;
  /** Who may sign in, and where their mail is. */
  authentication(setup: DovecotSetup): string;
}

/** Writes `dovecot.conf`. Files it needs are named in the setup; and the passwd-file. */
export function dovecotConfig(words: DovecotWords, setup: DovecotSetup): string {
  return [
    words.base(setup),
    base(setup),
    security(words, setup),
    authentication(setup),
    words.authentication(setup),
    services(setup),
    faults(words, setup),
  ]
    .map((part) => part.trim())
    .join('\n\n')
    .concat('\n');
}

function base({ folder }: DovecotSetup): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
listen = ${Object.values(ADDRESSES).join(', ')}
protocols = imap submission pop3 sieve
first_valid_uid = 1
mail_uid = nobody
mail_gid = nogroup
hostname = localhost
`;
}

function security(words: DovecotWords, { pki, clientAnchors, authcidField }: DovecotSetup): string {
  return `
ssl = yes
${words.certificate(pki.good).join('\n')}
ssl_min_protocol = TLSv1.2
${words.cleartext(false)}
${clientAnchors === null ? '' : `${words.clientCertificates(clientAnchors, authcidField)}\nauth_ssl_username_from_cert = yes`}
`;
}

function authentication({ authMechanisms }: DovecotSetup): string {
  return `
auth_mechanisms = ${authMechanisms.join(' ')}
auth_verbose = yes
auth_failure_delay = 0
`;
}

type Listener = readonly [port: keyof DovecotPorts, settings: readonly string[]];

const IMPLICIT_TLS = ['ssl = yes'];

/** The login processes, by what they listen to. */
const LOGINS: Readonly<Record<string, readonly Listener[]>> = {
  'imap-login': [
    ['imap', []],
    ['imaps', IMPLICIT_TLS],
  ],
  'submission-login': [
    ['submission', []],
    ['submissions', IMPLICIT_TLS],
  ],
  'pop3-login': [
    ['pop3', []],
    ['pop3s', IMPLICIT_TLS],
  ],
  'managesieve-login': [['sieve', []]],
};

function services({ ports, relayPort }: DovecotSetup): string {
  const logins = Object.entries(LOGINS).map(([name, listeners]) =>
    block(`service ${name}`, [
      'chroot =',
      ...listeners.map(([port, settings]) =>
        block(`inet_listener ${port}`, [`port = ${ports[port]}`, ...settings]),
      ),
    ]),
  );
  return `
service anvil {
  chroot =
  # No delay that grows with failed attempts.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
${logins.join('\n')}
submission_relay_host = 127.0.0.1
submission_relay_port = ${relayPort}
`;
}

function faults(words: DovecotWords, { pki }: DovecotSetup): string {
  return [
    ...CERTIFICATE_FAULTS.map((fault) => local(fault, words.certificate(pki[fault]))),
    local('noTls', ['ssl = no', words.cleartext(true)]),
    local('oldTls', ['ssl_min_protocol = TLSv1', 'ssl_cipher_list = ALL:@SECLEVEL=0']),
  ].join('\n');
}

/** Settings for one address. */
function local(fault: Fault, settings: readonly string[]): string {
  return block(`local ${ADDRESSES[fault]}`, settings);
}

function block(name: string, settings: readonly string[]): string {
  const inside = settings.join('\n').replace(/^/gm, '  ');
  return `${name} {\n${inside}\n}`;
}
