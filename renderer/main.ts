import { mount } from 'svelte';
import { createApi } from '../shared/ipc/api.ts';
import App from './App.svelte';
import { CallsState } from './state/calls.svelte.ts';
import { HelpdeskState } from './state/helpdesk.svelte.ts';
import { RunState } from './state/run.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';
import { connect } from './transport.ts';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

const connection = connect(window);
const calls = new CallsState(createApi(connection));
connection.whenLost((loss) => calls.lose(loss));
mount(App, { target, props: { calls, run: new RunState(calls), helpdesk: new HelpdeskState(calls) } });
