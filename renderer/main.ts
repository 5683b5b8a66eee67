import { mount } from 'svelte';
import { createApi } from '../shared/ipc/api.ts';
import App from './App.svelte';
import { AboutState } from './state/about.svelte.ts';
import { CallsState } from './state/calls.svelte.ts';
import { CommandsState } from './state/commands.svelte.ts';
import { ExplainState } from './state/explain.svelte.ts';
import { language } from './state/language.svelte.ts';
import { HelpdeskState } from './state/helpdesk.svelte.ts';
import { keepForReloads, outlastReloads } from './state/kept.svelte.ts';
import { KeysState } from './state/keys.svelte.ts';
import { ProgramState } from './state/program.svelte.ts';
import { ReportsState } from './state/reports.svelte.ts';
import { RunState } from './state/run.svelte.ts';
import { SendState } from './state/send.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';
import { connect } from './transport.ts';

const LONGEST_WAIT_MS = 1000;

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

const connection = connect(window);
const calls = new CallsState(createApi(connection));
connection.whenLost((loss) => calls.lose(loss));
const lasting = {
  run: new RunState(calls),
  helpdesk: new HelpdeskState(calls),
  keys: new KeysState(calls),
  program: new ProgramState(calls),
};
await outlastReloads(lasting);
const places = {
  ...lasting,
  explain: new ExplainState(),
  reports: new ReportsState(),
  send: new SendState(calls),
  about: new AboutState(calls),
};
const commands = new CommandsState(calls, places);
mount(App, { target, props: { calls, ...places } });
// To write takes a while, too, and may come after what is on its way to be shown.
setTimeout(() => keepForReloads(lasting));
void firstPaint().then(async () => {
  commands.keepTold();
  await language.loadRest();
  // What comes next, before somebody asks for it.
  await import('./screens/Run.svelte');
});

/** When the first screen can be seen: what is loaded sooner holds it up. A page that is hidden is not painted, and waits for none. */
function firstPaint(): Promise<void> {
  return new Promise((resolve) => {
    new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, LONGEST_WAIT_MS);
  });
}
