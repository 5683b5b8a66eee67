import { KEY_SCENES } from './key-scenes.ts';
import { describeLooks } from './looks.ts';

describeLooks('every screen of the keys', KEY_SCENES);
