import { type FromPage, isPageState, isToPage, type PageState } from '../messages.ts';
import { message } from './banner.ts';
import './ladder.css';
import './chart.css';
import './inspector.css';
import { LadderPage, type PageHost } from './page.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: PageState): void;
};

const api = acquireVsCodeApi();
const host: PageHost = { post: each => api.postMessage(each), save: state => api.setState(state) };
let page: LadderPage | undefined;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isToPage(data)) return;
  if (data.type === 'select') page?.select(data.n);
  if (data.type === 'step') page?.step(data.by);
  if (data.type === 'runTo') page?.runTo(data.n);
  if (data.type === 'details') page?.showDetails(data.n, data.details);
  if (data.type === 'failure' || data.type === 'ladder') page?.dispose();
  if (data.type === 'failure') {
    page = undefined;
    document.body.replaceChildren(message('failure', data.message));
  }
  if (data.type !== 'ladder') return;
  const saved = api.getState();
  const state = isPageState(saved) && saved.run === data.run ? saved : undefined;
  if (!state) host.save({ run: data.run });
  page = new LadderPage(data, host, state);
});

api.postMessage({ type: 'ready' });
