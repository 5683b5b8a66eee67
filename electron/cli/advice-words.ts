import type { Block, BlockId, BlockState } from '../../shared/advice/blocks.ts';
import type { PaccProblem } from '../../shared/advice/pacc-file.ts';
import type { Knowledge, ProgramNote } from '../../shared/advice/programs.ts';
import type { ChosenServers } from '../../shared/advice/servers.ts';
import type { StandardState } from '../../shared/advice/standards.ts';
import type { Language } from '../../shared/findings/explain.ts';
import type { Trust } from '../../shared/mail/candidate.ts';

/** What is said of one text to publish. */
export interface BlockWords {
  readonly title: string;
  /** Where it goes, and what to see to there. */
  readonly where: string;
}

/** What `letterlock discover --advise` says. */
export interface DomainAdviceWords {
  readonly found: (domain: string) => string;
  readonly states: Readonly<Record<StandardState, string>>;
  /** How what is found is protected on its way. */
  readonly trusts: Readonly<Record<Trust, string>>;
  readonly sieve: string;
  readonly notOffered: (labels: string) => string;
  readonly username: (form: string) => string;
  readonly dnssec: string;
  readonly programs: string;
  readonly asks: string;
  readonly guesses: string;
  readonly takes: (standard: string) => string;
  readonly takesNothing: string;
  readonly takesGuess: string;
  readonly unanswered: (standards: string) => string;
  readonly knowledge: Readonly<Record<Knowledge, string>>;
  readonly notes: Readonly<Record<ProgramNote, string>>;
  readonly wrong: string;
  readonly nothingWrong: string;
  readonly explained: (command: string) => string;
  readonly publish: string;
  readonly missing: Readonly<Record<ChosenServers['missing'][number], string>>;
  readonly nameThem: (command: string) => string;
  readonly unpublishable: (endpoint: string) => string;
  readonly verified: string;
  readonly notVerified: string;
  readonly blockStates: Readonly<Record<BlockState, string>>;
  readonly helps: (programs: string) => string;
  readonly helpsNobody: string;
  readonly blocks: Readonly<Record<BlockId, (block: Block, domain: string) => BlockWords>>;
  readonly paccProblems: Readonly<Record<PaccProblem, string>>;
}

// Every byte of the file counts, and so does the line break that most editors put at its end.
const DIGEST_COMMAND = '`openssl dgst -sha256 -binary FILE | openssl base64`';

/** The words in every language. */
export const DOMAIN_ADVICE_WORDS: Readonly<Record<Language, DomainAdviceWords>> = {
  en: {
    found: (domain) => `What mail programs find at ${domain}`,
    states: {
      found: 'found',
      'not-offered': 'says that there is no such service',
      unusable: 'not usable',
      unanswered: 'no answer, so nothing is known',
      absent: 'none',
    },
    trusts: {
      person: '',
      'verified-digest': 'over HTTPS, and its digest in DNS is right',
      'domain-https': 'over HTTPS of the domain',
      folder: '',
      'provider-list': '',
      'other-https': 'over HTTPS, on the word of somebody else',
      dns: 'on the word of DNS, which nobody vouches for without DNSSEC',
      http: 'over plain HTTP, which anybody on the way can change',
      guess: '',
    },
    sieve: 'SRV of ManageSieve',
    notOffered: (labels) => `not offered: ${labels}`,
    username: (form) => `user name ${form}`,
    dnssec: 'Whether the domain is signed with DNSSEC was not looked at.',
    programs: 'Which mail program takes what',
    asks: 'asks',
    guesses: 'usual names',
    takes: (standard) => `takes ${standard} here`,
    takesNothing: 'finds nothing here',
    takesGuess: 'finds nothing here, and guesses usual names',
    unanswered: (standards) => `Nobody answered this time: ${standards}. There it may find more.`,
    knowledge: { tried: 'tried out', source: 'its source', documents: 'documents', others: 'others say so' },
    notes: {
      scores: 'It asks for all of it and takes SRV records before the rest.',
      'plain-http':
        'It asks for your file over plain HTTP alone. That is no reason to serve it so: whoever is on the way could change it.',
      profile: 'It is known to use none of this. A configuration profile (.mobileconfig) sets it up.',
      cloud: 'Servers of its makers look for the settings, and sign in to the mailbox themselves.',
      'srv-since-3.49.3': 'SRV records since version 3.49.3.',
    },
    wrong: 'What is wrong today, the first thing to do first',
    nothingWrong: 'Nothing was found wrong.',
    explained: (command) => `Each is explained by: ${command}`,
    publish: 'What to publish',
    missing: {
      incoming: 'No incoming server (IMAP or POP3) is known.',
      outgoing: 'No outgoing server (submission) is known.',
    },
    nameThem: (command) =>
      `Settings without it help nobody. Name your servers, and the texts are made for them: ${command}`,
    unpublishable: (endpoint) =>
      `${endpoint} cannot be published: settings name hosts that a certificate can vouch for, and with encryption.`,
    verified: 'certificate verified',
    notVerified: 'not verified in this run',
    blockStates: {
      different: 'what is published says something else: replace it',
      unusable: 'what is published is not usable: replace it',
      missing: 'not published yet',
      unknown: 'nobody answered, so whether it is published is not known',
      same: 'published already, and says the same: nothing to do',
    },
    helps: (programs) => `Programs that ask for it: ${programs}.`,
    helpsNobody:
      'None of the programs above asks for it yet. Apple has announced one that will; Fastmail and Stalwart publish it.',
    blocks: {
      srv: (_block, domain) => ({
        title: 'SRV records (RFC 6186, RFC 8314)',
        where: `Into the zone of ${domain}. Sign the zone with DNSSEC: otherwise a program has to ask its user before it believes these records (RFC 6186 §6).`,
      }),
      'srv-not-offered': (_block, domain) => ({
        title: 'SRV records of services that are not offered',
        where: `Into the zone of ${domain}. The target “.” says that there is no such service (RFC 6186 §3.4). Leave out the line of every service that you do offer: what was neither seen to work nor named stands here.`,
      }),
      autoconfig: ({ at }) => ({
        title: 'The autoconfig file',
        where: `To be served at ${at.join(' and ')}, to everybody, as \`text/xml\`: Thunderbird takes it as nothing else. The web server needs a certificate for each of these names.`,
      }),
      pacc: ({ at }) => ({
        title: 'The PACC document',
        where: `To be served at ${at.join(' and ')}, to everybody, as \`application/json\`, byte for byte as it stands here with a line break (LF) at its end. The web server needs a certificate for that name.`,
      }),
      'pacc-digest': (_block, domain) => ({
        title: 'The digest of the PACC document',
        where: `Into the zone of ${domain}, together with the document: without it, or with that of another text, no program uses the document. This is its value for a file: ${DIGEST_COMMAND}. While one document takes the place of another, keep a record for each.`,
      }),
      autodiscover: ({ at }) => ({
        title: 'The answer of Autodiscover',
        where: `The answer to a POST at ${at.join(' or ')}, as \`text/xml\`. The web server writes the address that it was asked for (EMailAddress) in the place of \`%EMAILADDRESS%\`, or what is before its @ in the place of \`%EMAILLOCALPART%\`, with \`&\` and \`<\` escaped. It should never ask for a password: programs would send it.`,
      }),
    },
    paccProblems: {
      ports:
        'There can be no PACC document for these servers: it knows implicit TLS at the ports 993, 995 and 465 alone.',
      'user-name':
        'There can be no PACC document for these servers: with it the user name is always the mail address.',
    },
  },
  de: {
    found: (domain) => `Was Mailprogramme bei ${domain} finden`,
    states: {
      found: 'gefunden',
      'not-offered': 'sagt, dass es den Dienst nicht gibt',
      unusable: 'nicht brauchbar',
      unanswered: 'keine Antwort, also nichts bekannt',
      absent: 'nichts',
    },
    trusts: {
      person: '',
      'verified-digest': 'über HTTPS, und die Prüfsumme im DNS stimmt',
      'domain-https': 'über HTTPS der Domain',
      folder: '',
      'provider-list': '',
      'other-https': 'über HTTPS, auf das Wort anderer',
      dns: 'auf das Wort des DNS, für das ohne DNSSEC niemand bürgt',
      http: 'über einfaches HTTP, das jeder unterwegs ändern kann',
      guess: '',
    },
    sieve: 'SRV von ManageSieve',
    notOffered: (labels) => `nicht angeboten: ${labels}`,
    username: (form) => `Benutzername ${form}`,
    dnssec: 'Ob die Domain mit DNSSEC signiert ist, wurde nicht geprüft.',
    programs: 'Welches Mailprogramm was nimmt',
    asks: 'fragt',
    guesses: 'übliche Namen',
    takes: (standard) => `nimmt hier ${standard}`,
    takesNothing: 'findet hier nichts',
    takesGuess: 'findet hier nichts und rät übliche Namen',
    unanswered: (standards) =>
      `Diesmal hat niemand geantwortet: ${standards}. Dort findet es vielleicht mehr.`,
    knowledge: {
      tried: 'ausprobiert',
      source: 'sein Quelltext',
      documents: 'Dokumente',
      others: 'Angaben anderer',
    },
    notes: {
      scores: 'Es fragt alles und nimmt SRV-Einträge vor dem Rest.',
      'plain-http':
        'Es fragt nach Ihrer Datei nur über einfaches HTTP. Das ist kein Grund, sie so auszuliefern: Jeder unterwegs könnte sie ändern.',
      profile:
        'Soweit bekannt, nutzt es nichts davon. Ein Konfigurationsprofil (.mobileconfig) richtet es ein.',
      cloud: 'Server seines Herstellers suchen die Einstellungen und melden sich selbst am Postfach an.',
      'srv-since-3.49.3': 'SRV-Einträge seit Version 3.49.3.',
    },
    wrong: 'Was heute nicht stimmt, das Dringendste zuerst',
    nothingWrong: 'Es wurde nichts Falsches gefunden.',
    explained: (command) => `Alles davon erklärt: ${command}`,
    publish: 'Was zu veröffentlichen ist',
    missing: {
      incoming: 'Ein Server für eingehende Mail (IMAP oder POP3) ist nicht bekannt.',
      outgoing: 'Ein Server für ausgehende Mail (Submission) ist nicht bekannt.',
    },
    nameThem: (command) =>
      `Einstellungen ohne ihn helfen niemandem. Nennen Sie Ihre Server, dann werden die Texte für sie gemacht: ${command}`,
    unpublishable: (endpoint) =>
      `${endpoint} lässt sich nicht veröffentlichen: Einstellungen nennen Namen, für die ein Zertifikat bürgen kann, und mit Verschlüsselung.`,
    verified: 'Zertifikat geprüft',
    notVerified: 'in diesem Lauf nicht geprüft',
    blockStates: {
      different: 'veröffentlicht ist etwas anderes: ersetzen',
      unusable: 'was veröffentlicht ist, ist nicht brauchbar: ersetzen',
      missing: 'noch nicht veröffentlicht',
      unknown: 'niemand hat geantwortet, also ist nicht bekannt, ob es veröffentlicht ist',
      same: 'schon veröffentlicht und gleich: nichts zu tun',
    },
    helps: (programs) => `Programme, die danach fragen: ${programs}.`,
    helpsNobody:
      'Noch fragt keines der Programme oben danach. Apple hat eines angekündigt, das es tun wird; Fastmail und Stalwart veröffentlichen es.',
    blocks: {
      srv: (_block, domain) => ({
        title: 'SRV-Einträge (RFC 6186, RFC 8314)',
        where: `In die Zone von ${domain}. Signieren Sie die Zone mit DNSSEC: Sonst muss ein Programm seinen Benutzer fragen, bevor es diesen Einträgen glaubt (RFC 6186 §6).`,
      }),
      'srv-not-offered': (_block, domain) => ({
        title: 'SRV-Einträge der Dienste, die es nicht gibt',
        where: `In die Zone von ${domain}. Das Ziel „.“ sagt, dass es den Dienst nicht gibt (RFC 6186 §3.4). Lassen Sie die Zeile jedes Dienstes weg, den Sie doch anbieten: Hier steht, was im Lauf weder zu sehen war noch genannt wurde.`,
      }),
      autoconfig: ({ at }) => ({
        title: 'Die Autoconfig-Datei',
        where: `Auszuliefern unter ${at.join(' und ')}, an alle, als \`text/xml\`: Als etwas anderes nimmt Thunderbird sie nicht. Der Webserver braucht ein Zertifikat für jeden dieser Namen.`,
      }),
      pacc: ({ at }) => ({
        title: 'Das PACC-Dokument',
        where: `Auszuliefern unter ${at.join(' und ')}, an alle, als \`application/json\`, Byte für Byte so, wie es hier steht, mit einem Zeilenumbruch (LF) am Ende. Der Webserver braucht ein Zertifikat für diesen Namen.`,
      }),
      'pacc-digest': (_block, domain) => ({
        title: 'Die Prüfsumme des PACC-Dokuments',
        where: `In die Zone von ${domain}, zusammen mit dem Dokument: Ohne sie, oder mit der eines anderen Textes, nutzt kein Programm das Dokument. So lautet ihr Wert für eine Datei: ${DIGEST_COMMAND}. Solange ein Dokument ein anderes ablöst, behalten Sie für jedes einen Eintrag.`,
      }),
      autodiscover: ({ at }) => ({
        title: 'Die Antwort von Autodiscover',
        where: `Die Antwort auf ein POST unter ${at.join(' oder ')}, als \`text/xml\`. Der Webserver schreibt die Adresse, nach der er gefragt wurde (EMailAddress), an die Stelle von \`%EMAILADDRESS%\`, oder was vor ihrem @ steht, an die von \`%EMAILLOCALPART%\`, mit \`&\` und \`<\` maskiert. Er sollte nie nach einem Passwort fragen: Programme würden es senden.`,
      }),
    },
    paccProblems: {
      ports:
        'Ein PACC-Dokument kann es für diese Server nicht geben: Es kennt nur TLS von Anfang an an den Ports 993, 995 und 465.',
      'user-name':
        'Ein PACC-Dokument kann es für diese Server nicht geben: Darin ist der Benutzername immer die Mailadresse.',
    },
  },
};
