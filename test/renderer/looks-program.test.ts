import { describeLooks } from './looks.ts';
import { PROGRAM_SCENES } from './program-scenes.ts';

describeLooks('every screen of a mail program', PROGRAM_SCENES);
