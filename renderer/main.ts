import { mount } from 'svelte';
import { createApi } from '../shared/ipc/api.ts';
import App from './App.svelte';
import { RunState } from './state/run.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';
import { connect } from './transport.ts';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

const connection = connect(window);
const run = new RunState(createApi(connection));
connection.whenLost((loss) => run.loseConnection(loss));
mount(App, { target, props: { run } });
