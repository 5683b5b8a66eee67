import type { RecipeMaker } from '../setup.ts';
import { aercRecipe } from './aerc.ts';
import { alpineRecipe } from './alpine.ts';
import { appleMailRecipe } from './apple-mail.ts';
import { clawsMailRecipe } from './claws-mail.ts';
import { curlRecipe } from './curl.ts';
import { evolutionRecipe } from './evolution.ts';
import { fairemailRecipe } from './fairemail.ts';
import { fetchmailRecipe } from './fetchmail.ts';
import { gearyRecipe } from './geary.ts';
import { getmailRecipe } from './getmail.ts';
import { himalayaRecipe } from './himalaya.ts';
import { kmailRecipe } from './kmail.ts';
import { mbsyncRecipe } from './mbsync.ts';
import { msmtpRecipe } from './msmtp.ts';
import { muttRecipe } from './mutt.ts';
import { neomuttRecipe } from './neomutt.ts';
import { offlineimapRecipe } from './offlineimap.ts';
import { opensslRecipe } from './openssl.ts';
import { otherRecipe } from './other.ts';
import { outlookNewRecipe, outlookRecipe } from './outlook.ts';
import { sNailRecipe } from './s-nail.ts';
import { k9Recipe, thunderbirdAndroidRecipe } from './thunderbird-android.ts';
import { thunderbirdRecipe } from './thunderbird.ts';

/** How each program of the table of facts is set up. */
export const RECIPES: Readonly<Record<string, RecipeMaker>> = {
  'apple-mail': appleMailRecipe,
  outlook: outlookRecipe,
  'outlook-new': outlookNewRecipe,
  'thunderbird-android': thunderbirdAndroidRecipe,
  k9: k9Recipe,
  fairemail: fairemailRecipe,
  aerc: aercRecipe,
  alpine: alpineRecipe,
  'claws-mail': clawsMailRecipe,
  evolution: evolutionRecipe,
  geary: gearyRecipe,
  himalaya: himalayaRecipe,
  kmail: kmailRecipe,
  mbsync: mbsyncRecipe,
  msmtp: msmtpRecipe,
  mutt: muttRecipe,
  neomutt: neomuttRecipe,
  fetchmail: fetchmailRecipe,
  getmail: getmailRecipe,
  offlineimap: offlineimapRecipe,
  's-nail': sNailRecipe,
  curl: curlRecipe,
  openssl: opensslRecipe,
  thunderbird: thunderbirdRecipe,
  other: otherRecipe,
};
