import type { InspectEventResult, Ladder, LadderEvent } from '../../../../../server/src/common/protocol.ts';
import { HEADER_HEIGHT, type LadderLayout, layout } from '../layout.ts';
import type { FromPage, PageState, ToPage } from '../messages.ts';
import { about, asText } from './about.ts';
import { banner, message, stopped } from './banner.ts';
import { type Chart, drawChart, widthOf } from './chart.ts';
import { html } from './dom.ts';
import { inspector } from './inspector.ts';
import { type Toolbar, toolbar, ZOOM_STEP } from './toolbar.ts';
import { Tooltip } from './tooltip.ts';

const MIN_ZOOM = 0.5;
const MAX_ZOOM = 2;
/** Text stays legible from here on. */
const READABLE_ZOOM = 0.75;
const PAGE_STEP = 10;
/** Kept free above and below the selected row. */
const SCROLL_MARGIN = 14;
/** A reader who holds an arrow key down does not rest. */
const REST_MS = 120;

/** What the page needs from its host. */
export interface PageHost {
  readonly post: (message: FromPage) => void;
  readonly save: (state: PageState) => void;
}

type Drawing = Extract<ToPage, { type: 'ladder' }>;

/** A drawn run: selection, zoom, keyboard and pointer. */
export class LadderPage {
  readonly #ladder: Ladder;
  readonly #causes: readonly string[];
  readonly #run: string;
  readonly #host: PageHost;
  readonly #toolbar: Toolbar;
  readonly #tooltip = new Tooltip();
  readonly #details = html('aside', { class: 'details', 'aria-label': 'Selected event', hidden: '' });
  readonly #scroller: HTMLElement;
  readonly #resized = new ResizeObserver(() => this.#redraw());
  #layout: LadderLayout | undefined;
  #chart: Chart | undefined;
  #zoom: number;
  /** Whether the reader set the zoom; until then the lanes are shown as large as the view allows. */
  #isZoomChosen: boolean;
  #selected: number | undefined;
  #drawnWidth = 0;
  /** So many events are shown. */
  #upTo: number;
  #resting: number | undefined;
  #head = html('header');
  #twin = html('section');

  constructor({ ladder, causes, run, upTo }: Drawing, host: PageHost, state?: PageState) {
    this.#ladder = ladder;
    this.#causes = causes;
    this.#run = run;
    this.#host = host;
    this.#zoom = limit(state?.zoom ?? 1);
    this.#isZoomChosen = state?.zoom !== undefined;
    this.#upTo = Math.min(upTo ?? state?.upTo ?? ladder.events.length, ladder.events.length);
    this.#toolbar = toolbar(ladder.events, {
      zoomBy: factor => this.#setZoom(this.#zoom * factor),
      fit: () => this.#fit(),
      toggleText: () => document.body.classList.toggle('as-text'),
      step: by => this.step(by),
    });
    this.#scroller = html('div', {
      class: 'scroller',
      role: 'listbox',
      tabindex: 0,
      'aria-label': `${ladder.title}: ${ladder.events.length} events`,
      'aria-description':
        'Arrow keys select. S steps, B steps back, R runs to the selected event, E to the end. Enter goes to the message.',
    });
    this.#listen();
    this.#show();
    const selected = upTo ?? state?.selected;
    if (selected !== undefined) this.select(selected);
  }

  dispose(): void {
    this.#resized.disconnect();
    this.#tooltip.hide();
    window.clearTimeout(this.#resting);
  }

  /** Shows more or fewer events of the run, the last of them selected. */
  step(by: number): void {
    this.runTo(this.#upTo + by);
  }

  /** Shows the run as it stands after event `n`. */
  runTo(n: number): void {
    const { events } = this.#ladder;
    if (events.length === 0) return;
    this.#showUpTo(Math.max(1, Math.min(n, events.length)));
    this.#move(this.#upTo - 1);
  }

  /** What the extension knows after event `n`; nothing when the reader has gone on. */
  showDetails(n: number, details: InspectEventResult): void {
    if (n === this.#selected) this.#showSelected(details);
  }

  /** Marks an event and brings it into view; an unknown number changes nothing. */
  select(n: number): void {
    const event = this.#ladder.events.find(each => each.n === n);
    if (!event) return;
    this.#selected = n;
    if (n > this.#upTo) this.#showUpTo(n);
    this.#markSelected();
    this.#showSelected(undefined);
    this.#details.scrollTop = 0;
    this.#scrollTo(n);
    this.#save();
    window.clearTimeout(this.#resting);
    this.#resting = window.setTimeout(() => this.#host.post({ type: 'inspect', n }), REST_MS);
  }

  #showSelected(details: InspectEventResult | undefined): void {
    const event = this.#ladder.events.find(each => each.n === this.#selected);
    if (!event) return;
    const { n } = event;
    const actions = {
      runTo: () => this.runTo(n),
      showCause: (at: number) => this.#host.post({ type: 'cause', n, at }),
    };
    const room = this.#scroller.clientHeight;
    this.#details.replaceChildren(...inspector(event, this.#ladder.actors, details, actions));
    this.#details.hidden = false;
    // The panel takes room from the drawing.
    if (this.#scroller.clientHeight < room) this.#scrollTo(n);
  }

  /** The events that have happened as far as the run is shown. */
  get #shown(): readonly LadderEvent[] {
    return this.#ladder.events.slice(0, this.#upTo);
  }

  #showUpTo(upTo: number): void {
    this.#upTo = upTo;
    this.#drawnWidth = 0;
    this.#showHead();
    this.#redraw();
  }

  #showHead(): void {
    const { events } = this.#ladder;
    const isWhole = this.#upTo >= events.length;
    const head = isWhole ? banner(this.#ladder, this.#causes) : stopped(this.#upTo, events.length);
    this.#head.replaceWith(head);
    this.#head = head;
    const twin = asText({ ...this.#ladder, events: this.#shown });
    this.#twin.replaceWith(twin);
    this.#twin = twin;
    this.#toolbar.showStep(this.#upTo, events.length);
  }

  #show(): void {
    document.body.classList.remove('as-text');
    const { events } = this.#ladder;
    const empty = message('empty', 'The run ended before anything happened: there is nothing to draw.');
    const work = html('div', { class: 'work' }, this.#scroller, this.#twin, this.#details);
    const head = html('div', { class: 'top' }, this.#head, ...(events.length === 0 ? [] : [this.#toolbar.element]));
    document.body.replaceChildren(head, events.length === 0 ? empty : work, this.#tooltip.element);
    this.#showHead();
    this.#drawnWidth = 0;
    this.#redraw();
    this.#resized.observe(this.#scroller);
  }

  #redraw(): void {
    const width = this.#scroller.clientWidth;
    if (width === 0 || width === this.#drawnWidth) return;
    this.#drawnWidth = width;
    if (!this.#isZoomChosen) this.#zoom = Math.max(READABLE_ZOOM, this.#fitting());
    // Failed labels and requests are bold; measuring all as bold leaves a little more air and never cuts.
    const placed = layout(this.#ladder, {
      width: width / this.#zoom,
      measure: text => widthOf(text, true),
      upTo: this.#upTo,
    });
    this.#layout = placed;
    this.#chart = drawChart(placed, this.#ladder, this.#zoom);
    const corner = html('div', { class: 'corner', 'aria-hidden': 'true' }, html('span', {}, 's'));
    corner.style.setProperty('--zoom', String(this.#zoom));
    this.#scroller.replaceChildren(this.#chart.heads, corner, this.#chart.gutter, this.#chart.drawing);
    this.#toolbar.showZoom(this.#zoom);
    this.#markSelected();
  }

  #listen(): void {
    const scroller = this.#scroller;
    scroller.addEventListener('keydown', event => this.#onKey(event));
    scroller.addEventListener('click', event => this.#onClick(event, false));
    scroller.addEventListener('dblclick', event => this.#onClick(event, true));
    scroller.addEventListener('scroll', () => this.#tooltip.hide());
    scroller.addEventListener('pointerleave', () => this.#tooltip.hide());
    scroller.addEventListener('pointermove', event => {
      const target = this.#eventOf(event);
      if (target) this.#tooltip.plan(event, () => about(target, this.#ladder.actors));
      else this.#tooltip.hide();
    });
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = this.#actionOf(event.key);
    if (!action) return;
    event.preventDefault();
    this.#tooltip.hide();
    action();
  }

  #actionOf(key: string): (() => void) | undefined {
    const events = this.#shown;
    const at = events.findIndex(event => event.n === this.#selected);
    switch (key) {
      case 'ArrowDown':
        return () => this.#move(at + 1);
      case 'ArrowUp':
        return () => this.#move(at < 0 ? 0 : at - 1);
      case 'PageDown':
        return () => this.#move(at + PAGE_STEP);
      case 'PageUp':
        return () => this.#move(at - PAGE_STEP);
      case 'Home':
        return () => this.#move(0);
      case 'End':
        return () => this.#move(events.length - 1);
      case 'Enter':
        return () => this.#reveal(true);
      case ' ':
        return () => this.#reveal(false);
      case '+':
        return () => this.#setZoom(this.#zoom * ZOOM_STEP);
      case '-':
        return () => this.#setZoom(this.#zoom / ZOOM_STEP);
      case '0':
        return () => this.#setZoom(1);
      case 's':
        return () => this.step(1);
      case 'b':
        return () => this.step(-1);
      case 'e':
        return () => this.step(Number.POSITIVE_INFINITY);
      case 'r':
        return () => this.runTo(this.#selected ?? this.#upTo);
      default:
        return undefined;
    }
  }

  /** Selects by place in the run; the transcript follows. */
  #move(at: number): void {
    const events = this.#shown;
    const event = events[Math.max(0, Math.min(at, events.length - 1))];
    if (!event) return;
    this.select(event.n);
    this.#host.post({ type: 'follow', n: event.n });
  }

  #reveal(focus: boolean): void {
    if (this.#selected === undefined) this.#move(0);
    else this.#host.post({ type: 'reveal', n: this.#selected, focus });
  }

  #onClick(event: MouseEvent, focus: boolean): void {
    const target = this.#eventOf(event);
    if (!target) return;
    this.#tooltip.hide();
    this.select(target.n);
    this.#host.post({ type: 'reveal', n: target.n, focus });
  }

  /** The event whose row is under the pointer. */
  #eventOf({ target }: Event): LadderEvent | undefined {
    const row = target instanceof Element ? target.closest('[data-n]') : null;
    const n = row?.getAttribute('data-n');
    return this.#ladder.events.find(event => String(event.n) === n);
  }

  #markSelected(): void {
    for (const [n, row] of this.#chart?.rows ?? []) {
      const selected = n === this.#selected;
      row.classList.toggle('selected', selected);
      row.setAttribute('aria-selected', String(selected));
      this.#chart?.marks.get(n)?.classList.toggle('selected', selected);
    }
    if (this.#selected !== undefined) this.#scroller.setAttribute('aria-activedescendant', `event-${this.#selected}`);
  }

  /** Without motion, so that holding an arrow key down keeps up. */
  #scrollTo(n: number): void {
    const row = this.#layout?.rows.find(each => each.event.n === n);
    if (!row) return;
    const scroller = this.#scroller;
    const top = (row.top - SCROLL_MARGIN) * this.#zoom;
    const bottom = (row.top + row.height + HEADER_HEIGHT + SCROLL_MARGIN) * this.#zoom;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (bottom > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight;
    const [left, right] = [Math.min(row.fromX, row.toX) * this.#zoom, Math.max(row.fromX, row.toX) * this.#zoom];
    const hidden = left < scroller.scrollLeft + 140 || right > scroller.scrollLeft + scroller.clientWidth - 60;
    if (hidden) scroller.scrollLeft = (left + right - scroller.clientWidth) / 2;
  }

  #fit(): void {
    this.#setZoom(this.#fitting());
  }

  /** The zoom, 1 at most, at which every lane is in view. */
  #fitting(): number {
    const room = this.#scroller.clientWidth;
    return Math.min(1, room / layout(this.#ladder, { width: room, measure: text => widthOf(text) }).minWidth);
  }

  #setZoom(zoom: number): void {
    this.#zoom = limit(zoom);
    this.#isZoomChosen = true;
    this.#drawnWidth = 0;
    this.#redraw();
    this.#save();
    if (this.#selected !== undefined) this.#scrollTo(this.#selected);
  }

  #save(): void {
    const selected = this.#selected === undefined ? {} : { selected: this.#selected };
    const zoom = this.#isZoomChosen ? { zoom: this.#zoom } : {};
    const upTo = this.#upTo < this.#ladder.events.length ? { upTo: this.#upTo } : {};
    this.#host.save({ run: this.#run, ...zoom, ...selected, ...upTo });
  }
}

function limit(zoom: number): number {
  return Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, zoom));
}
