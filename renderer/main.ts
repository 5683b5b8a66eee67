import { mount } from 'svelte';
import { createApi } from '../shared/ipc/api.ts';
import App from './App.svelte';
import { SCREENS } from './screens/screens.ts';
import { isLoadedAgain } from './state/loaded-again.ts';
import { WindowState } from './state/window.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';
import { connect } from './transport.ts';

const LONGEST_WAIT_MS = 1000;

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

const connection = connect(window);
const shown = new WindowState(createApi(connection));
connection.whenLost((loss) => shown.calls.lose(loss));
void show(target);

// Not awaited at the top: what is loaded here imports from this very file, which would wait for itself.
async function show(at: HTMLElement): Promise<void> {
  // A person may have been somewhere else than at the first screen, which is not shown in between.
  if (isLoadedAgain()) await shown.load();
  mount(App, { target: at, props: { shown } });
  await firstPaint();
  await shown.load();
  // What comes next, before somebody asks for it.
  await SCREENS.run();
}

/**
 * When the first screen can be seen: what is loaded sooner holds it up. A page that is hidden is not painted, and waits for none. The
 * empty page may have been painted before it, which is another entry.
 */
function firstPaint(): Promise<void> {
  return new Promise((resolve) => {
    const painted = new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) resolve();
    });
    painted.observe({ type: 'paint', buffered: true });
    setTimeout(resolve, LONGEST_WAIT_MS);
  });
}
