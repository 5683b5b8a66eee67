/** What is loaded when a person comes to it. Once it is there it is given at once: no empty page is painted in between. */
export const SCREENS = {
  run: once(() => import('./Run.svelte')),
  send: once(() => import('./Send.svelte')),
  program: once(() => import('./Program.svelte')),
  helpdesk: once(() => import('./Helpdesk.svelte')),
  explain: once(() => import('./Explain.svelte')),
  keys: once(() => import('./Keys.svelte')),
  about: once(() => import('../components/About.svelte')),
} as const;

function once<T extends object>(load: () => Promise<T>): () => T | Promise<T> {
  let loaded: T | null = null;
  return () => loaded ?? load().then((module) => (loaded = module));
}
