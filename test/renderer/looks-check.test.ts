import { describeLooks } from './looks.ts';
import { isOfSearch, SCENES } from './scenes.ts';

describeLooks(
  'every screen of a check',
  Object.fromEntries(Object.entries(SCENES).filter(([name]) => !isOfSearch(name))),
);
