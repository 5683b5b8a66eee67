import { codeAndWords, words, type RefusalRow } from './row.ts';

const YANDEX = { of: 'Yandex', source: 'quoted' } as const;
const MAIL_RU = { of: 'Mail.ru', source: 'quoted' } as const;
const QQ = { of: 'QQ Mail', source: 'quoted' } as const;
const EXMAIL = { of: 'Tencent Exmail', source: 'quoted', protocols: ['submission'] } as const;
const LARK = { of: 'Lark', source: 'quoted', protocols: ['submission'] } as const;
// The same names of errors come over every protocol.
const NETEASE = { of: 'NetEase', source: 'quoted' } as const;

/** What providers in the east of the world say. */
export const OF_EASTERN_PROVIDERS: readonly RefusalRow[] = [
  words(YANDEX, 'or imap is disabled', 'protocol-off'),
  words(YANDEX, 'not have access rights to this service', 'protocol-off'),

  words(MAIL_RU, 'application password is required', 'app-password'),
  words(MAIL_RU, 'neobhodim parol prilozheniya', 'app-password'),

  // One text for five causes. Mostly the password of the account is used, and a code made for programs is wanted.
  words(QQ, 'login fail. account is abnormal', 'app-password'),
  codeAndWords(EXMAIL, '535', 'authentication failed, system busy', 'app-password'),
  words(LARK, 'authentication failed, system busy', 'app-password'),

  words(NETEASE, 'err.login.reqcode', 'app-password'),
  words(NETEASE, 'err.login.usernotexist', 'username-form'),
  words(NETEASE, 'err.login.userstatus', 'account-blocked'),
  words(NETEASE, 'err.login.userexp', 'account-blocked'),
  words(NETEASE, 'err.login.domainstatus', 'account-blocked'),
  words(NETEASE, 'err.login.domainexped', 'account-blocked'),
  words(NETEASE, 'err.login.ipdeny', 'throttled'),
  words(NETEASE, 'err.login.systembusy', 'server-trouble'),
  words(NETEASE, 'err.req.verifycode', 'throttled'),
  words(NETEASE, 'err.login.passerr', 'password-wrong'),
  codeAndWords(NETEASE, '550', 'user has no permission', 'protocol-off'),
];
