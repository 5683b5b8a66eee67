import type { KeyAlgorithm } from '../mail/device.ts';
import { certificateText } from './certificate-file.ts';
import type { BlockText, ServerDrafts } from './draft.ts';
import { REGISTERED, REVOKED } from './proofs.ts';
import type { PageLanguage, PublicKeyFacts } from './page.ts';
import { inProse } from './quote.ts';

const ALGORITHMS: Readonly<Record<KeyAlgorithm, string>> = {
  ed25519: 'Ed25519 (RFC 8410)',
  p256: 'ECDSA P-256',
  'rsa-2048': 'RSA 2048',
};

type Letter = (facts: PublicKeyFacts) => string;

/** RFC 4422 appendix A: EXTERNAL. RFC 8314 §4.1: the ports that letters name. */
const ASK: Readonly<Record<PageLanguage, Letter>> = {
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

ich möchte mich bei meinem Postfach mit einem Schlüssel meines Rechners anmelden
(TLS-Client-Zertifikat, dazu SASL EXTERNAL, RFC 4422, wo das Protokoll eine
Anmeldung verlangt) und nicht mit meinem Passwort. Mein Konto:

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
niemand sonst braucht ihn. Wenn ich den Rechner verliere, bitte ich Sie, dieses
Zertifikat zu entfernen.

${fingerprints(facts, { key: 'SHA-256 des öffentlichen Schlüssels', certificate: 'SHA-256 des Zertifikats' })}

${certificateText(facts)}
Vielen Dank und freundliche Grüße
`,
};

const REMOVE: Readonly<Record<PageLanguage, Letter>> = {
  en: (facts) => `Subject: Please remove a TLS client certificate at ${facts.host}

Dear support team,

please remove the certificate below from my account, so that nobody can sign in
with it any more, and end the connections that were opened with it. My account:

${account(facts, { user: 'User name', server: 'Server', device: 'Device', key: 'Kind of key' })}

${fingerprints(facts, { key: 'SHA-256 of the public key', certificate: 'SHA-256 of the certificate' })}

${certificateText(facts)}
Thank you, and kind regards
`,
  de: (facts) => `Betreff: Bitte entfernen Sie ein TLS-Client-Zertifikat bei ${facts.host}

Guten Tag,

bitte entfernen Sie das untenstehende Zertifikat von meinem Konto, damit sich
niemand mehr damit anmelden kann, und beenden Sie die Verbindungen, die damit
geöffnet wurden. Mein Konto:

${account(facts, { user: 'Benutzername', server: 'Server', device: 'Gerät', key: 'Art des Schlüssels' })}

${fingerprints(facts, { key: 'SHA-256 des öffentlichen Schlüssels', certificate: 'SHA-256 des Zertifikats' })}

${certificateText(facts)}
Vielen Dank und freundliche Grüße
`,
};

const ask: BlockText = (facts, language) => ASK[language](facts);
const remove: BlockText = (facts, language) => REMOVE[language](facts);

/** Any other server: a letter to whoever runs it. It promises nothing that is up to them. */
export const LETTER: ServerDrafts = {
  registration: {
    title: {
      en: 'Ask your provider to register the key',
      de: 'Bitten Sie Ihren Anbieter, den Schlüssel zu registrieren',
    },
    actor: 'you',
    steps: [
      {
        known: null,
        text: {
          en: 'Send this to whoever runs `{host}`, by the way they name for questions. Everything in it is public.',
          de: 'Schicken Sie dies an den Betreiber von `{host}`, auf dem Weg, den er für Fragen nennt. Alles darin ist öffentlich.',
        },
        block: { caption: { en: 'The letter', de: 'Der Brief' }, text: ask },
      },
      {
        known: null,
        text: {
          en: 'Go on signing in with your password until they have answered. Few providers take keys, so the answer may well be no.',
          de: 'Melden Sie sich weiter mit Ihrem Passwort an, bis die Antwort da ist. Wenige Anbieter nehmen Schlüssel an; die Antwort kann also gut Nein sein.',
        },
      },
    ],
    proof: REGISTERED,
    warnings: [
      {
        en: 'Never send the private key or a P12 file, not even if you are asked for it: with that, others are you.',
        de: 'Schicken Sie nie den privaten Schlüssel oder eine P12-Datei, auch nicht auf Nachfrage: Damit sind andere Sie.',
      },
    ],
  },
  revocation: {
    title: {
      en: 'Ask your provider to revoke the key',
      de: 'Bitten Sie Ihren Anbieter, den Schlüssel zu widerrufen',
    },
    actor: 'you',
    steps: [
      {
        known: null,
        text: {
          en: 'Send this to whoever runs `{host}`. Where the device is in wrong hands, call them, too.',
          de: 'Schicken Sie dies an den Betreiber von `{host}`. Ist das Gerät in falschen Händen, rufen Sie auch dort an.',
        },
        block: { caption: { en: 'The letter', de: 'Der Brief' }, text: remove },
      },
    ],
    proof: REVOKED,
    warnings: [],
  },
};

function account(
  { login, host, deviceName, algorithm }: PublicKeyFacts,
  words: { readonly user: string; readonly server: string; readonly device: string; readonly key: string },
): string {
  return rows([
    [words.user, inProse(login)],
    [words.server, host],
    [words.device, inProse(deviceName)],
    [words.key, ALGORITHMS[algorithm]],
  ]);
}

function fingerprints(
  { spkiColonHex, spkiSha256Base64Url, certificateColonHex }: PublicKeyFacts,
  words: { readonly key: string; readonly certificate: string },
): string {
  return `${words.key}:\n  ${spkiColonHex}\n  ${spkiSha256Base64Url}\n${words.certificate}:\n  ${certificateColonHex}`;
}

function rows(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs.map(([name, value]) => `  ${name}: ${value}`).join('\n');
}
