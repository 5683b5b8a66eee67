import type { CertificateFiles, CertificateName, PkiFiles } from './pki.ts';

/** The addresses of a Dovecot, by what is wrong with them: one listening address is one fault. */
export const ADDRESSES = {
  good: '127.0.0.2',
  expired: '127.0.0.3',
  wrongName: '127.0.0.4',
  selfSigned: '127.0.0.5',
  /** No STARTTLS, and PLAIN in the clear: what stripping looks like. The implicit TLS ports only hang up. */
  noTls: '127.0.0.6',
  /** TLS 1.0 and weak ciphers are allowed. */
  oldTls: '127.0.0.7',
  unknownIssuer: '127.0.0.8',
  notYetValid: '127.0.0.10',
} as const;

/** What is wrong with an address, or `good`. */
export type Fault = keyof typeof ADDRESSES;

/** The ports, the same on all addresses. */
export interface DovecotPorts {
  readonly imap: number;
  readonly imaps: number;
  readonly submission: number;
  readonly submissions: number;
}

/** What a configuration is made of. */
export interface DovecotSetup {
  /** Holds everything; Dovecot's users must be able to traverse it. */
  readonly folder: string;
  readonly pki: PkiFiles;
  readonly ports: DovecotPorts;
  readonly relayPort: number;
  readonly authMechanisms: readonly string[];
  /** What the processes that speak TLS get as `OPENSSL_CONF`, or null for the system's. */
  readonly opensslConfig: string | null;
}

const CERTIFICATE_FAULTS: readonly (Fault & CertificateName)[] = [
  'expired',
  'wrongName',
  'selfSigned',
  'unknownIssuer',
  'notYetValid',
];

/** Writes `dovecot.conf` of a Dovecot 2.3. Files it needs: `users` (passwd-file), and what OpenSSL reads. */
export function dovecot23Config(setup: DovecotSetup): string {
  return [base(setup), security(setup.pki.good), authentication(setup), services(setup), faults(setup.pki)]
    .join('\n')
    .trimStart();
}

/** An OpenSSL configuration that caps the TLS version: Dovecot 2.3 has no setting for it. */
export function opensslCapConfig(newestTls: string): string {
  return `
openssl_conf = default_conf
[default_conf]
ssl_conf = ssl_sect
[ssl_sect]
system_default = system_default_sect
[system_default_sect]
MaxProtocol = ${newestTls}
`.trimStart();
}

/** One line of a passwd-file. `{PLAIN}` is the only scheme from which a server can serve every mechanism. */
export function passwdLine(authcid: string, password: string): string {
  if (/[:\r\n]/.test(authcid + password)) throw new RangeError('A passwd-file holds no colons and line ends');
  return `${authcid}:{PLAIN}${password}\n`;
}

function base({ folder, opensslConfig }: DovecotSetup): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
listen = ${Object.values(ADDRESSES).join(', ')}
protocols = imap submission
default_internal_user = dovecot
default_internal_group = dovecot
default_login_user = dovenull
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u
mail_uid = nobody
mail_gid = nogroup
import_environment = TZ${opensslConfig === null ? '' : ` OPENSSL_CONF=${opensslConfig}`}
`;
}

function security({ certificate, key }: CertificateFiles): string {
  return `
ssl = yes
ssl_cert = <${certificate}
ssl_key = <${key}
ssl_min_protocol = TLSv1.2
ssl_dh =
disable_plaintext_auth = yes
`;
}

function authentication({ folder, authMechanisms }: DovecotSetup): string {
  return `
auth_mechanisms = ${authMechanisms.join(' ')}
auth_verbose = yes
auth_debug = yes
auth_failure_delay = 0
auth_username_format = %Lu
# Here auth_debug would log what clients send after AUTH, passwords included.
protocol submission {
  auth_debug = no
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${folder}/users
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${folder}/mail/%u
}
service anvil {
  chroot =
  # No delay that grows with failed attempts.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`;
}

function services({ ports, relayPort }: DovecotSetup): string {
  return `
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service submission-login {
  chroot =
  inet_listener submission {
    port = ${ports.submission}
  }
  inet_listener submissions {
    port = ${ports.submissions}
    ssl = yes
  }
}
submission_relay_host = 127.0.0.1
submission_relay_port = ${relayPort}
hostname = localhost
`;
}

function faults(pki: PkiFiles): string {
  const certificates = CERTIFICATE_FAULTS.map((fault) =>
    local(fault, [`ssl_cert = <${pki[fault].certificate}`, `ssl_key = <${pki[fault].key}`]),
  );
  return [
    ...certificates,
    local('noTls', ['ssl = no', 'disable_plaintext_auth = no']),
    local('oldTls', ['ssl_min_protocol = TLSv1', 'ssl_cipher_list = ALL:@SECLEVEL=0']),
  ].join('');
}

function local(fault: Fault, settings: readonly string[]): string {
  return `local ${ADDRESSES[fault]} {\n${settings.map((line) => `  ${line}\n`).join('')}}\n`;
}
