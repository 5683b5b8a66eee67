import type { DovecotWords } from './dovecot-config.ts';
import { usersFile } from './dovecot-setup.ts';

/** What a Dovecot 2.4 is told in words of its own. */
export const DOVECOT24_WORDS: DovecotWords = {
  base: ({ folder, opensslConfig }) => `
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
mail_driver = maildir
mail_path = ${folder}/mail/%{user}
${opensslConfig === null ? '' : `import_environment {\n  OPENSSL_CONF = ${opensslConfig}\n}\n`}`,

  certificate: ({ certificate, key }) => [
    `ssl_server_cert_file = ${certificate}`,
    `ssl_server_key_file = ${key}`,
  ],

  cleartext: (isAllowed) => `auth_allow_cleartext = ${isAllowed ? 'yes' : 'no'}`,

  clientCertificates: (anchors, authcidField) => `
ssl_server_ca_file = ${anchors}
# Asks, and goes on without one.
ssl_server_request_client_cert = yes
# Else every certificate fails: "unable to get certificate CRL".
ssl_server_require_crl = no
ssl_server_cert_username_field = ${authcidField}
`,

  authentication: ({ folder }) => `
log_debug = category=auth
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
`,
};
