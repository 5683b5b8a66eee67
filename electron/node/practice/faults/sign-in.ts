import type { ScramError } from '../../../../shared/sasl/failures.ts';
import { USUAL_MAIL, type ScramFault } from '../mail/behaviour.ts';
import type { FindingCode } from '../../../../shared/findings/finding.ts';
import type { Fault } from '../fault.ts';
import { on, onAll } from './expected.ts';
import { overImplicitTls } from './rows.ts';

type Summary = Fault['summary'];

const WITHOUT_PLUS = USUAL_MAIL.mechanisms.filter((name) => !name.endsWith('-PLUS'));

/** What servers offer to sign in with, and what they do wrong when somebody does. */
export const SIGN_IN_FAULTS: readonly Fault[] = [
  {
    name: 'auth-nothing',
    summary: {
      en: 'Inside TLS the list of ways to sign in is empty: IMAP and POP3 are left with commands of their own (LOGIN, USER and PASS).',
      de: 'Innerhalb von TLS ist die Liste der Anmeldearten leer: IMAP und POP3 haben nur noch eigene Befehle (LOGIN, USER und PASS).',
    },
    behaviour: { mechanisms: [] },
    over: 'implicit-tls',
    expects: {
      ...on(['imap', 'pop3'], 'auth_password_given_in_tls'),
      ...on(['submission'], 'auth_no_safe_mechanism'),
    },
  },
  overImplicitTls('auth-only-plain', { mechanisms: ['PLAIN'] }, 'auth_password_given_in_tls', {
    en: 'The server wants the password itself (PLAIN).',
    de: 'Der Server will das Passwort selbst (PLAIN).',
  }),
  overImplicitTls('auth-only-login', { mechanisms: ['LOGIN'] }, 'auth_password_given_in_tls', {
    en: 'The server wants the password itself, in the oldest form (LOGIN).',
    de: 'Der Server will das Passwort selbst, in der ältesten Form (LOGIN).',
  }),
  overImplicitTls('auth-only-cram-md5', { mechanisms: ['CRAM-MD5'] }, 'auth_server_not_proved', {
    en: 'The server offers CRAM-MD5 only: a proof of the password, from 1997.',
    de: 'Der Server bietet nur CRAM-MD5: ein Beweis des Passworts, von 1997.',
  }),
  overImplicitTls('auth-only-kerberos', { mechanisms: ['GSSAPI', 'NTLM'] }, 'auth_no_safe_mechanism', {
    en: 'The server offers only ways for computers of a company (Kerberos, NTLM).',
    de: 'Der Server bietet nur Wege für Computer einer Firma (Kerberos, NTLM).',
  }),
  overImplicitTls('auth-only-oauth', { mechanisms: ['XOAUTH2', 'OAUTHBEARER'] }, 'auth_oauth_only', {
    en: 'The server takes no passwords at all, only a sign-in through the browser (OAuth).',
    de: 'Der Server nimmt gar keine Passwörter, nur eine Anmeldung über den Browser (OAuth).',
  }),
  overImplicitTls('auth-only-key', { mechanisms: ['EXTERNAL'] }, 'auth_key_only', {
    en: 'The server takes no passwords, only the keys of devices (EXTERNAL).',
    de: 'Der Server nimmt keine Passwörter, nur Schlüssel von Geräten (EXTERNAL).',
  }),
  {
    name: 'login-disabled',
    summary: {
      en: 'The server says that signing in is switched off (LOGINDISABLED).',
      de: 'Der Server sagt, die Anmeldung sei abgeschaltet (LOGINDISABLED).',
    },
    behaviour: { mechanisms: [], hasLoginDisabled: true },
    over: 'implicit-tls',
    expects: on(['imap'], 'auth_login_disabled'),
  },
  overImplicitTls('plus-stripped', { isPlusStripped: true }, 'auth_plus_stripped', {
    en: 'Somebody on the way took the bound ways to sign in (…-PLUS) out of the list.',
    de: 'Jemand hat unterwegs die gebundenen Arten der Anmeldung (…-PLUS) aus der Liste genommen.',
  }),
  overImplicitTls('binding-mismatch', { isBoundElsewhere: true }, 'auth_channel_binding_mismatch', {
    en: 'The server sees another TLS connection than you do: somebody is in between.',
    de: 'Der Server sieht eine andere TLS-Verbindung als Sie: Jemand ist dazwischen.',
  }),
  overImplicitTls('binding-of-tls-1-2', { isBindingOld: true }, 'account_healthy', {
    en: 'No fault for us: the server binds over TLS 1.2 only, as Cyrus does, and is asked so at once.',
    de: 'Für uns kein Fehler: Der Server bindet nur über TLS 1.2, wie Cyrus, und wird gleich so gefragt.',
  }),
  overImplicitTls('username-form', { usernames: 'local-part' }, 'auth_username_form', {
    en: 'The server knows the part before the @ only, not the address.',
    de: 'Der Server kennt nur den Teil vor dem @, nicht die Adresse.',
  }),
  scram('scram-nonce-not-ours', 'nonce-not-ours', 'auth_exchange_broken', {
    en: 'The server answers with a nonce that does not begin with yours.',
    de: 'Der Server antwortet mit einer Nonce, die nicht mit Ihrer beginnt.',
  }),
  scram('scram-nonce-not-longer', 'nonce-not-longer', 'auth_exchange_broken', {
    en: 'The server adds nothing of its own to the nonce.',
    de: 'Der Server fügt der Nonce nichts Eigenes hinzu.',
  }),
  scram('scram-iterations-too-few', 'iterations-too-few', 'auth_iterations_unsafe', {
    en: 'The server asks for 100 iterations, which makes the password easy to guess.',
    de: 'Der Server verlangt 100 Durchläufe; damit ist das Passwort leicht zu erraten.',
  }),
  scram('scram-iterations-too-many', 'iterations-too-many', 'auth_iterations_unsafe', {
    en: 'The server asks for four thousand million iterations, which would never end.',
    de: 'Der Server verlangt vier Milliarden Durchläufe, was nie enden würde.',
  }),
  scram('scram-iterations-no-number', 'iterations-no-number', 'auth_exchange_broken', {
    en: 'The number of iterations is no number.',
    de: 'Die Zahl der Durchläufe ist keine Zahl.',
  }),
  scram('scram-mandatory-extension', 'mandatory-extension', 'auth_exchange_broken', {
    en: 'The server wants an extension of SCRAM that does not exist.',
    de: 'Der Server verlangt eine Erweiterung von SCRAM, die es nicht gibt.',
  }),
  scram('scram-salt-garbage', 'salt-no-base64', 'auth_exchange_broken', {
    en: 'The salt cannot be read.',
    de: 'Das Salt ist unlesbar.',
  }),
  scram('challenge-garbage', 'challenge-no-base64', 'auth_exchange_broken', {
    en: 'The challenge is no base64.',
    de: 'Die Challenge ist kein Base64.',
  }),
  scram('scram-signature-missing', 'signature-missing', 'auth_server_proof_missing', {
    en: 'The server says OK and does not prove that it knows the password.',
    de: 'Der Server sagt OK und beweist nicht, dass er das Passwort kennt.',
  }),
  scram('scram-signature-wrong', 'signature-wrong', 'auth_server_proof_wrong', {
    en: 'The proof of the server is wrong.',
    de: 'Der Beweis des Servers ist falsch.',
  }),
  scram('scram-success-too-early', 'success-too-early', 'auth_server_proof_missing', {
    en: 'The server says OK before it has seen a proof of the password.',
    de: 'Der Server sagt OK, bevor er einen Beweis des Passworts gesehen hat.',
  }),
  scram('scram-challenge-too-many', 'challenge-too-many', 'auth_exchange_broken', {
    en: 'The server goes on asking after the sign-in is over.',
    de: 'Der Server fragt weiter, nachdem die Anmeldung vorbei ist.',
  }),
  error('invalid-encoding', 'auth_exchange_broken', {
    en: 'SCRAM ends with e=invalid-encoding: the server cannot read what it was sent.',
    de: 'SCRAM endet mit e=invalid-encoding: Der Server kann nicht lesen, was er bekam.',
  }),
  error('extensions-not-supported', 'auth_exchange_broken', {
    en: 'SCRAM ends with e=extensions-not-supported, although no extension was asked for.',
    de: 'SCRAM endet mit e=extensions-not-supported, obwohl keine Erweiterung verlangt war.',
  }),
  error('invalid-proof', 'auth_password_refused', {
    en: 'SCRAM ends with e=invalid-proof.',
    de: 'SCRAM endet mit e=invalid-proof.',
  }),
  error('channel-bindings-dont-match', 'auth_channel_binding_mismatch', {
    en: 'SCRAM ends with e=channel-bindings-dont-match: the server is at the end of another TLS connection.',
    de: 'SCRAM endet mit e=channel-bindings-dont-match: Der Server sitzt am Ende einer anderen TLS-Verbindung.',
  }),
  {
    ...error('server-does-support-channel-binding', 'auth_plus_stripped', {
      en: 'SCRAM ends with e=server-does-support-channel-binding, although -PLUS was not offered.',
      de: 'SCRAM endet mit e=server-does-support-channel-binding, obwohl -PLUS nicht angeboten war.',
    }),
    behaviour: { scram: 'error-server-does-support-channel-binding', mechanisms: WITHOUT_PLUS },
  },
  error('channel-binding-not-supported', 'auth_channel_binding_refused', {
    en: 'SCRAM ends with e=channel-binding-not-supported, although -PLUS was offered.',
    de: 'SCRAM endet mit e=channel-binding-not-supported, obwohl -PLUS angeboten war.',
  }),
  error('unsupported-channel-binding-type', 'auth_channel_binding_refused', {
    en: 'SCRAM ends with e=unsupported-channel-binding-type, as older servers do over TLS 1.3.',
    de: 'SCRAM endet mit e=unsupported-channel-binding-type, wie ältere Server über TLS 1.3.',
  }),
  error('unknown-user', 'auth_username_form', {
    en: 'SCRAM ends with e=unknown-user.',
    de: 'SCRAM endet mit e=unknown-user.',
  }),
  error('invalid-username-encoding', 'auth_username_refused', {
    en: 'SCRAM ends with e=invalid-username-encoding: the server cannot read the user name.',
    de: 'SCRAM endet mit e=invalid-username-encoding: Der Server kann den Benutzernamen nicht lesen.',
  }),
  error('no-resources', 'auth_server_unavailable', {
    en: 'SCRAM ends with e=no-resources.',
    de: 'SCRAM endet mit e=no-resources.',
  }),
  error('other-error', 'auth_refused', {
    en: 'SCRAM ends with e=other-error, which says nothing.',
    de: 'SCRAM endet mit e=other-error, was nichts sagt.',
  }),
];

function scram(name: string, fault: ScramFault, finding: FindingCode, summary: Summary): Fault {
  // ManageSieve, too, at the one kind of door that it has.
  return { ...overImplicitTls(name, { scram: fault }, finding, summary), expects: onAll(finding) };
}

function error(value: ScramError, finding: FindingCode, summary: Summary): Fault {
  return scram(`scram-error-${value}`, `error-${value}`, finding, summary);
}
