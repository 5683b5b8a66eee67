import type { DovecotWords } from './dovecot-config.ts';
import { usersFile } from './dovecot-setup.ts';

/** What a Dovecot 2.3 is told in words of its own. */
export const DOVECOT23_WORDS: DovecotWords = {
  base: ({ folder, opensslConfig }) => `
default_internal_user = dovecot
default_internal_group = dovecot
default_login_user = dovenull
mail_location = maildir:${folder}/mail/%u
import_environment = TZ${opensslConfig === null ? '' : ` OPENSSL_CONF=${opensslConfig}`}
ssl_dh =
`,

  certificate: ({ certificate, key }) => [`ssl_cert = <${certificate}`, `ssl_key = <${key}`],

  cleartext: (isAllowed) => `disable_plaintext_auth = ${isAllowed ? 'no' : 'yes'}`,

  clientCertificates: (anchors, authcidField) => `
ssl_ca = <${anchors}
# Asks, and goes on without one.
ssl_verify_client_cert = yes
# Else every certificate fails: "unable to get certificate CRL".
ssl_require_crl = no
ssl_cert_username_field = ${authcidField}
# TLS has checked the certificate. Nothing else may come in without a password.
passdb {
  driver = static
  mechanisms = external
  args = nopassword=y
}
`,

  authentication: ({ folder }) => `
auth_debug = yes
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
`,
};
