import { ACCOUNTS_SCENES } from './accounts-scenes.ts';
import { HELPDESK_SCENES } from './helpdesk-scenes.ts';
import { describeLooks } from './looks.ts';
import { REPORT_SCENES } from './report-scenes.ts';

describeLooks('every screen of the helpdesk', { ...HELPDESK_SCENES, ...REPORT_SCENES, ...ACCOUNTS_SCENES });
