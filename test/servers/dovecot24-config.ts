import {
  ADDRESSES,
  CERTIFICATE_FAULTS,
  localConfig,
  servicesConfig,
  usersFile,
  type DovecotSetup,
} from './dovecot-setup.ts';
import type { PkiFiles } from './pki.ts';

/** Writes `dovecot.conf` of a Dovecot 2.4. Files it needs are named in the setup; and the passwd-file. */
export function dovecot24Config(setup: DovecotSetup): string {
  return [base(setup), security(setup), authentication(setup), servicesConfig(setup), faults(setup.pki)]
    .join('\n')
    .trimStart();
}

function base({ folder, opensslConfig }: DovecotSetup): string {
  return `
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
listen = ${Object.values(ADDRESSES).join(', ')}
protocols = imap submission pop3 sieve
first_valid_uid = 1
mail_driver = maildir
mail_path = ${folder}/mail/%{user}
mail_uid = nobody
mail_gid = nogroup
${opensslConfig === null ? '' : `import_environment {\n  OPENSSL_CONF = ${opensslConfig}\n}\n`}`;
}

function security({ pki, clientAnchors }: DovecotSetup): string {
  return `
ssl = yes
ssl_server_cert_file = ${pki.good.certificate}
ssl_server_key_file = ${pki.good.key}
ssl_min_protocol = TLSv1.2
auth_allow_cleartext = no
${clientAnchors === null ? '' : clientCertificates(clientAnchors)}`;
}

function clientCertificates(anchors: string): string {
  return `
ssl_server_ca_file = ${anchors}
# Asks, and goes on without one.
ssl_server_request_client_cert = yes
# Else every certificate fails: "unable to get certificate CRL".
ssl_server_require_crl = no
ssl_server_cert_username_field = commonName
auth_ssl_username_from_cert = yes
`;
}

function authentication({ folder, authMechanisms }: DovecotSetup): string {
  return `
auth_mechanisms = ${authMechanisms.join(' ')}
auth_verbose = yes
log_debug = category=auth
auth_failure_delay = 0
auth_username_format = %{user | lower}
# EXTERNAL needs a certificate that TLS has checked. Nothing else may come in without a password.
passdb static {
  mechanisms_filter = external
  fields {
    nopassword = yes
  }
}
passdb passwd-file {
  passwd_file_path = ${usersFile(folder)}
  default_password_scheme = PLAIN
}
userdb static {
  fields {
    uid = nobody
    gid = nogroup
    home = ${folder}/mail/%{user}
  }
}
`;
}

function faults(pki: PkiFiles): string {
  const certificates = CERTIFICATE_FAULTS.map((fault) =>
    localConfig(fault, [
      `ssl_server_cert_file = ${pki[fault].certificate}`,
      `ssl_server_key_file = ${pki[fault].key}`,
    ]),
  );
  return [
    ...certificates,
    localConfig('noTls', ['ssl = no', 'auth_allow_cleartext = yes']),
    localConfig('oldTls', ['ssl_min_protocol = TLSv1', 'ssl_cipher_list = ALL:@SECLEVEL=0']),
  ].join('');
}
