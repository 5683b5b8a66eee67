import { certificateText } from './certificate-file.ts';
import { account, fingerprints } from './letter-facts.ts';
import type { PageLanguage } from '../mail/page.ts';
import type { PublicKeyFacts, RenewedKeyFacts } from './page.ts';

type Letter<Facts = PublicKeyFacts> = (facts: Facts) => string;

/** Asks for the key to be registered. RFC 4422 appendix A: EXTERNAL. RFC 8314 §4.1: the ports that letters name. */
export const ASK: Readonly<Record<PageLanguage, Letter>> = {
  en: (facts) => `Subject: Signing in with a TLS client certificate at ${facts.host}

Dear support team,

I would like to sign in to my mailbox with a key of my computer (a TLS client
certificate, with SASL EXTERNAL, RFC 4422, where the protocol needs a sign-in)
and not with my password. My account:

${account(facts, { user: 'User name', server: 'Server', device: 'Device', key: 'Kind of key' })}

Could you please tell me:

1. Does your server take client certificates, for reading mail (IMAP) and for
   sending it (submission)? It would have to ask for one without requiring it,
   so that nothing changes for anybody else.
2. If so, please register the certificate below for my account alone, or tell me
   where I can do so. It is signed by its own key; no authority stands behind it.
   If you go by fingerprints, they are below, too.
3. If not, which is the strongest way to sign in that you offer: SCRAM-SHA-256,
   with channel binding (-PLUS)?

The certificate is public. Its private key stays with me, and nobody else needs
it. If I lose the computer, I will ask you to remove this certificate.

${fingerprints(facts, { key: 'SHA-256 of the public key', certificate: 'SHA-256 of the certificate' })}

${certificateText(facts)}
Thank you, and kind regards
`,
  de: (facts) => `Betreff: Anmeldung mit TLS-Client-Zertifikat bei ${facts.host}

Guten Tag,

ich möchte mich bei meinem Postfach mit einem Schlüssel meines Computers
anmelden (TLS-Client-Zertifikat, dazu SASL EXTERNAL, RFC 4422, wo das Protokoll
eine Anmeldung verlangt) und nicht mit meinem Passwort. Mein Konto:

${account(facts, { user: 'Benutzername', server: 'Server', device: 'Gerät', key: 'Art des Schlüssels' })}

Bitte teilen Sie mir mit:

1. Nimmt Ihr Server Client-Zertifikate an, zum Lesen von Mail (IMAP) und zum
   Senden (Submission)? Er müsste danach fragen, ohne eines zu verlangen, damit
   sich für niemanden sonst etwas ändert.
2. Wenn ja, registrieren Sie bitte das untenstehende Zertifikat nur für mein
   Konto, oder sagen Sie mir, wo ich das tun kann. Es ist mit seinem eigenen
   Schlüssel signiert; keine Zertifizierungsstelle steht dahinter. Falls Sie nach
   Fingerabdrücken gehen, stehen sie ebenfalls unten.
3. Wenn nicht, welches ist die stärkste Anmeldung, die Sie anbieten:
   SCRAM-SHA-256, mit Channel Binding (-PLUS)?

Das Zertifikat ist öffentlich. Der private Schlüssel dazu bleibt bei mir, und
niemand sonst braucht ihn. Wenn ich den Computer verliere, bitte ich Sie, dieses
Zertifikat zu entfernen.

${fingerprints(facts, { key: 'SHA-256 des öffentlichen Schlüssels', certificate: 'SHA-256 des Zertifikats' })}

${certificateText(facts)}
Vielen Dank und freundliche Grüße
`,
};

/** All certificates of the key, as some of them may be from before a renewal. */
export const REMOVE: Readonly<Record<PageLanguage, Letter>> = {
  en: (facts) => `Subject: Please remove a TLS client certificate at ${facts.host}

Dear support team,

please remove the certificate below from my account, and any other of the same
public key, so that nobody can sign in with that key any more, and end the
connections that were opened with it. My account:

${account(facts, { user: 'User name', server: 'Server', device: 'Device', key: 'Kind of key' })}

${fingerprints(facts, { key: 'SHA-256 of the public key', certificate: 'SHA-256 of the certificate' })}

${certificateText(facts)}
Thank you, and kind regards
`,
  de: (facts) => `Betreff: Bitte entfernen Sie ein TLS-Client-Zertifikat bei ${facts.host}

Guten Tag,

bitte entfernen Sie das untenstehende Zertifikat von meinem Konto, und jedes andere
desselben öffentlichen Schlüssels, damit sich niemand mehr mit diesem Schlüssel
anmelden kann, und beenden Sie die Verbindungen, die damit geöffnet wurden. Mein
Konto:

${account(facts, { user: 'Benutzername', server: 'Server', device: 'Gerät', key: 'Art des Schlüssels' })}

${fingerprints(facts, { key: 'SHA-256 des öffentlichen Schlüssels', certificate: 'SHA-256 des Zertifikats' })}

${certificateText(facts)}
Vielen Dank und freundliche Grüße
`,
};

/** Asks for both to be valid while mail programs are given the new one. */
export const RENEW: Readonly<Record<PageLanguage, Letter<RenewedKeyFacts>>> = {
  en: (facts) => `Subject: New certificate of a TLS client key at ${facts.host}

Dear support team,

I sign in to my mailbox with a key of my computer (a TLS client certificate). The
key has stayed the same, and has a new certificate, signed by itself. My account:

${account(facts, { user: 'User name', server: 'Server', device: 'Device', key: 'Kind of key' })}

If you go by the public key, there is nothing to do: please tell me so. If you go
by the certificate, could you please:

1. register the certificate below for my account alone, beside the old one, so
   that both are valid for a while, and tell me when that is done;
2. remove the old one when I have written to you that I sign in with the new one,
   and not before. This is the SHA-256 of the old one:
  ${facts.previous.certificateColonHex}

The certificate is public. Its private key stays with me, and nobody else needs
it.

${fingerprints(facts, { key: 'SHA-256 of the public key', certificate: 'SHA-256 of the new certificate' })}

${certificateText(facts)}
Thank you, and kind regards
`,
  de: (facts) => `Betreff: Neues Zertifikat eines TLS-Client-Schlüssels bei ${facts.host}

Guten Tag,

ich melde mich bei meinem Postfach mit einem Schlüssel meines Computers an
(TLS-Client-Zertifikat). Der Schlüssel ist derselbe geblieben und hat ein neues
Zertifikat, das er selbst signiert hat. Mein Konto:

${account(facts, { user: 'Benutzername', server: 'Server', device: 'Gerät', key: 'Art des Schlüssels' })}

Falls Sie nach dem öffentlichen Schlüssel gehen, ist nichts zu tun: Bitte sagen
Sie mir das. Falls Sie nach dem Zertifikat gehen, bitte ich Sie:

1. Registrieren Sie das untenstehende Zertifikat nur für mein Konto, neben dem
   alten, damit eine Weile beide gelten, und sagen Sie mir, wenn das getan ist.
2. Entfernen Sie das alte, wenn ich Ihnen geschrieben habe, dass ich mich mit dem
   neuen anmelde, und nicht früher. Dies ist der SHA-256 des alten:
  ${facts.previous.certificateColonHex}

Das Zertifikat ist öffentlich. Der private Schlüssel dazu bleibt bei mir, und
niemand sonst braucht ihn.

${fingerprints(facts, { key: 'SHA-256 des öffentlichen Schlüssels', certificate: 'SHA-256 des neuen Zertifikats' })}

${certificateText(facts)}
Vielen Dank und freundliche Grüße
`,
};
