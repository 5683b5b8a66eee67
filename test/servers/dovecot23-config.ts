import {
  ADDRESSES,
  CERTIFICATE_FAULTS,
  localConfig,
  servicesConfig,
  usersFile,
  type DovecotSetup,
} from './dovecot-setup.ts';
import type { PkiFiles } from './pki.ts';

/** Writes `dovecot.conf` of a Dovecot 2.3. Files it needs are named in the setup; and the passwd-file. */
export function dovecot23Config(setup: DovecotSetup): string {
  return [base(setup), security(setup), authentication(setup), servicesConfig(setup), faults(setup.pki)]
    .join('\n')
    .trimStart();
}

function base({ folder, opensslConfig }: DovecotSetup): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
listen = ${Object.values(ADDRESSES).join(', ')}
protocols = imap submission pop3 sieve
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

function security({ pki, clientAnchors }: DovecotSetup): string {
  return `
ssl = yes
ssl_cert = <${pki.good.certificate}
ssl_key = <${pki.good.key}
ssl_min_protocol = TLSv1.2
ssl_dh =
disable_plaintext_auth = yes
${clientAnchors === null ? '' : clientCertificates(clientAnchors)}`;
}

function clientCertificates(anchors: string): string {
  return `
ssl_ca = <${anchors}
# Asks, and goes on without one.
ssl_verify_client_cert = yes
# Else every certificate fails: "unable to get certificate CRL".
ssl_require_crl = no
ssl_cert_username_field = commonName
auth_ssl_username_from_cert = yes
# TLS has checked the certificate. Nothing else may come in without a password.
passdb {
  driver = static
  mechanisms = external
  args = nopassword=y
}
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
  args = scheme=PLAIN username_format=%u ${usersFile(folder)}
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${folder}/mail/%u
}
`;
}

function faults(pki: PkiFiles): string {
  const certificates = CERTIFICATE_FAULTS.map((fault) =>
    localConfig(fault, [`ssl_cert = <${pki[fault].certificate}`, `ssl_key = <${pki[fault].key}`]),
  );
  return [
    ...certificates,
    localConfig('noTls', ['ssl = no', 'disable_plaintext_auth = no']),
    localConfig('oldTls', ['ssl_min_protocol = TLSv1', 'ssl_cipher_list = ALL:@SECLEVEL=0']),
  ].join('');
}
