import type { Language } from '../findings/explain.ts';
import type { Row } from './pattern.ts';

/** What is advised, by programs, forums and help pages, that makes mail work by taking its protection away. */
export type AdviceTopic =
  'no-encryption' | 'certificate-anyway' | 'no-verification' | 'password-in-cleartext' | 'less-secure-apps';

/** Words by which such advice is known. */
export interface AdviceRow extends Row {
  readonly topic: AdviceTopic;
}

/** The warning before one kind of advice. Plain text. */
export interface AdviceWords {
  readonly title: string;
  readonly why: string;
  readonly instead: string;
}

/** All advice that is warned of. */
export const ADVICE: readonly AdviceRow[] = [
  advice('no-encryption', 'Thunderbird', 'starttls-off', [
    ['switch off starttls'],
    ['schalten sie starttls für diesen server ab'],
  ]),
  advice('no-encryption', 'a text on the web', 'security-none', [
    ['connection security', 'none'],
    ['verbindungssicherheit', 'keine'],
    ['turn off starttls'],
    ['disable starttls'],
    ['turn off ssl'],
    ['disable ssl'],
    ['disable tls'],
    ['starttls deaktivieren'],
    ['ssl deaktivieren'],
    ['verschlüsselung deaktivieren'],
    ['verschlüsselung abschalten'],
    ['ssltype none'],
    ['tls off'],
    ["sslproto ''"],
    ['ignoretls: true'],
    ['ssl_starttls=no'],
    ['ssl_force_tls=no'],
  ]),
  advice('certificate-anyway', 'Thunderbird', 'exception', [
    ['confirm security exception'],
    ['add security exception'],
    ['sicherheits-ausnahmeregel bestätigen'],
    ['ausnahmeregel hinzufügen'],
  ]),
  advice('certificate-anyway', 'Outlook', 'continue', [
    ['do you want to continue using this server'],
    ['möchten sie diesen server weiterhin verwenden'],
  ]),
  advice('certificate-anyway', 'mutt, neomutt', 'once', [['(r)eject, accept (o)nce']]),
  advice('certificate-anyway', 'a text on the web', 'accept', [
    ['accept the certificate anyway'],
    ['accept all certificates'],
    ['accept all ssl certificates'],
    ['alle zertifikate akzeptieren'],
    ['zertifikat trotzdem akzeptieren'],
  ]),
  advice('no-verification', 'curl', 'insecure', [['curl', '-k'], ['--insecure']]),
  advice('no-verification', 'a text on the web', 'unverified', [
    ['tls_certcheck off'],
    ['tls_certcheck=off'],
    ['--tls-certcheck=off'],
    ['no sslcertck'],
    ['--nosslcertck'],
    ['rejectunauthorized: false'],
    ['node_tls_reject_unauthorized=0'],
    ['node_tls_reject_unauthorized = "0"'],
    ['verify=false'],
    ['cert_none'],
    ['_create_unverified_context'],
    ['--no-check-certificate'],
    ['disable certificate verification'],
    ['disable certificate validation'],
    ['disable ssl verification'],
    ['ssl_verify_none'],
    ['mail.smtp.ssl.trust'],
    ['servercertificatevalidationcallback'],
    ['zertifikatsprüfung deaktivieren'],
  ]),
  advice('password-in-cleartext', 'Thunderbird', 'insecurely', [
    ['password, transmitted insecurely'],
    ['passwort, ungesichert übertragen'],
    ['disable_plaintext_auth = no'],
    ['disable_plaintext_auth=no'],
    ['auth_allow_cleartext = yes'],
    ['auth_allow_cleartext=yes'],
  ]),
  advice('less-secure-apps', 'a text on the web', 'allow', [
    ['less secure app'],
    ['less secure apps'],
    ['lesssecureapps'],
    ['weniger sichere apps'],
    ['weniger sicherer apps'],
    ['disable two-factor authentication'],
    ['turn off two-factor authentication'],
    ['turn off 2-step verification'],
  ]),
];

/** The warnings, in each language. */
export const ADVICE_WORDS: Readonly<Record<Language, Readonly<Record<AdviceTopic, AdviceWords>>>> = {
  en: {
    'no-encryption': {
      title: 'Do not switch encryption off, although the text says so',
      why: 'A server that had STARTTLS yesterday and does not offer it today may have been cut off from you by somebody in the same network, for just that purpose. Without encryption your password and all of your mail can be read on the way, now and at every later check of the mailbox.',
      instead:
        'Take the port that begins with encryption: 993 for IMAP, 995 for POP3, 465 for sending. If that does not work either, try another network, such as the hotspot of your phone, and ask your provider. Until then, read your mail on your provider’s web page.',
    },
    'certificate-anyway': {
      title: 'Do not accept the certificate anyway, although you are offered it',
      why: 'The certificate is all that tells your server from somebody who answers in its place. An exception stays: from then on your mail program gives your password to whoever shows this certificate.',
      instead:
        'Find out why it does not fit: `letterlock probe HOST` with the name of the server says so. Compare the name of the server with your provider’s page, try another network, and send the provider what you see. In a company, ask the IT staff whether they have an authority of their own, and how it is installed.',
    },
    'no-verification': {
      title: 'Do not switch the check of certificates off, although the text says so',
      why: 'With it off, the connection is encrypted, but nobody knows with whom. Everybody on the way can answer as your server and is given your password, and no program will ever say so. It is often meant for a minute and stays for years.',
      instead:
        'If the server belongs to you or your company, name its authority: `--cacert FILE` with curl, `tls_trust_file` with msmtp, `CertificateFile` with mbsync, `--ca FILE` with Letterlock. If it is a provider’s, the certificate has to be repaired there: `letterlock probe HOST` says what is wrong with it.',
    },
    'password-in-cleartext': {
      title: 'Do not have the password sent without protection, although the text says so',
      why: 'A password that is sent without encryption can be read by everybody on the way, and used for years. If signing in worked until now and suddenly wants this, somebody may have arranged it.',
      instead:
        'In an encrypted connection (SSL/TLS, or STARTTLS) “normal password” is right, for the encryption protects it. So set the encryption first, and the way of signing in after it. If there is no encryption, ask your provider for a server that has it.',
    },
    'less-secure-apps': {
      title: 'Do not make the account weaker, although the text says so',
      why: 'That switch lets every program in that knows your password, and nothing else; the large providers have taken it away. Without the second step, whoever has guessed or bought your password is in.',
      instead:
        'Leave the second step on, and make an app password in the settings of your account: it is for one mail program and can be taken back alone. Or choose “OAuth2” in the mail program, which then opens the provider’s page once.',
    },
  },
  de: {
    'no-encryption': {
      title: 'Schalten Sie die Verschlüsselung nicht ab, auch wenn der Text dazu rät',
      why: 'Hat ein Server gestern STARTTLS angeboten und heute nicht, dann kann es Ihnen jemand im selben Netz genau zu diesem Zweck vorenthalten. Ohne Verschlüsselung sind Ihr Passwort und alle Ihre Mails unterwegs lesbar, jetzt und bei jedem späteren Abruf.',
      instead:
        'Nehmen Sie den Port, der gleich mit der Verschlüsselung beginnt: 993 für IMAP, 995 für POP3, 465 zum Senden. Geht auch das nicht, dann versuchen Sie es in einem anderen Netz, zum Beispiel über Ihr Telefon, und fragen Sie Ihren Anbieter. Bis dahin lesen Sie Ihre Mails auf seiner Webseite.',
    },
    'certificate-anyway': {
      title: 'Nehmen Sie das Zertifikat nicht trotzdem an, auch wenn es Ihnen angeboten wird',
      why: 'Nur am Zertifikat ist Ihr Server von jemandem zu unterscheiden, der an seiner Stelle antwortet. Eine Ausnahme bleibt bestehen: Von da an gibt Ihr Mailprogramm das Passwort jedem, der dieses Zertifikat vorzeigt.',
      instead:
        'Finden Sie heraus, warum es nicht passt: `letterlock probe HOST` mit dem Namen des Servers sagt es. Vergleichen Sie den Servernamen mit der Seite Ihres Anbieters, versuchen Sie es in einem anderen Netz, und schicken Sie dem Anbieter, was Sie sehen. In einer Firma fragen Sie die IT-Abteilung, ob es dort eine eigene Zertifizierungsstelle gibt und wie sie eingerichtet wird.',
    },
    'no-verification': {
      title: 'Schalten Sie die Prüfung der Zertifikate nicht ab, auch wenn der Text dazu rät',
      why: 'Ohne sie ist die Verbindung verschlüsselt, aber niemand weiß, mit wem. Jeder auf dem Weg kann als Ihr Server antworten und bekommt Ihr Passwort, und kein Programm wird das je melden. Oft ist es für eine Minute gedacht und bleibt für Jahre.',
      instead:
        'Gehört der Server Ihnen oder Ihrer Firma, dann nennen Sie seine Zertifizierungsstelle: `--cacert DATEI` bei curl, `tls_trust_file` bei msmtp, `CertificateFile` bei mbsync, `--ca DATEI` bei Letterlock. Gehört er einem Anbieter, dann muss das Zertifikat dort in Ordnung gebracht werden: `letterlock probe HOST` sagt, was ihm fehlt.',
    },
    'password-in-cleartext': {
      title: 'Lassen Sie das Passwort nicht ungeschützt senden, auch wenn der Text dazu rät',
      why: 'Ein Passwort, das ohne Verschlüsselung gesendet wird, kann jeder auf dem Weg lesen und jahrelang benutzen. Ging die Anmeldung bisher und verlangt nun plötzlich dies, dann hat das vielleicht jemand so eingerichtet.',
      instead:
        'In einer verschlüsselten Verbindung (SSL/TLS oder STARTTLS) ist „Passwort, normal“ richtig, denn die Verschlüsselung schützt es. Stellen Sie also zuerst die Verschlüsselung ein und danach die Art der Anmeldung. Gibt es keine Verschlüsselung, dann fragen Sie Ihren Anbieter nach einem Server, der sie hat.',
    },
    'less-secure-apps': {
      title: 'Schwächen Sie das Konto nicht, auch wenn der Text dazu rät',
      why: 'Dieser Schalter lässt jedes Programm ein, das Ihr Passwort kennt, und sonst nichts; die großen Anbieter haben ihn abgeschafft. Ohne den zweiten Schritt kommt herein, wer Ihr Passwort erraten oder gekauft hat.',
      instead:
        'Lassen Sie den zweiten Schritt eingeschaltet, und legen Sie in den Einstellungen Ihres Kontos ein App-Passwort an: Es gilt für ein einziges Mailprogramm und lässt sich einzeln zurücknehmen. Oder wählen Sie im Mailprogramm „OAuth2“; es öffnet dann einmal die Seite des Anbieters.',
    },
  },
};

function advice(topic: AdviceTopic, of: string, name: string, forms: AdviceRow['forms']): AdviceRow {
  return { id: `advice/${topic}/${name}`, of, topic, forms };
}
