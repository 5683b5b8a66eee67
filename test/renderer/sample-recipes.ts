import { createRecipeDesk, type RecipeDesk } from '../../electron/node/recipe-desk.ts';
import { LOGIN_COMMAND } from '../../shared/recipes/way-in.ts';
import { NO_HANDING } from '../node/given-handing.ts';
import { IMAP, SMTP } from '../shared/report/events.ts';

const OFFERED = ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256', 'CRAM-MD5', 'PLAIN'];

/** Recipes as the engine makes them, for the run that windows of tests begin. Files of them are never written. */
export function sampleRecipes(): RecipeDesk {
  const desk = createRecipeDesk({ ...NO_HANDING, asksIn: 'dialog' }, () => Promise.resolve(null));
  const side = { username: 'ada@example.org', keyWay: null };
  desk.settle('run-1', {
    address: 'ada@example.org',
    isPractice: false,
    offers: {
      incoming: { endpoint: IMAP, offered: [...OFFERED, LOGIN_COMMAND], ...side },
      outgoing: { endpoint: SMTP, offered: OFFERED, ...side },
    },
  });
  return desk;
}
