import { html } from './dom.ts';

const DELAY_MS = 350;
const DISTANCE = 14;

/** A tooltip that follows its owner's orders: shown a moment after the pointer rests, hidden at once. */
export class Tooltip {
  readonly element = html('div', { class: 'tooltip', role: 'tooltip', hidden: '' });
  #timer: number | undefined;

  /** Shows what `content` gives beside the pointer. */
  plan(pointer: { clientX: number; clientY: number }, content: () => readonly HTMLElement[]): void {
    this.hide();
    this.#timer = window.setTimeout(() => {
      this.element.replaceChildren(...content());
      this.element.hidden = false;
      this.#place(pointer.clientX, pointer.clientY);
    }, DELAY_MS);
  }

  hide(): void {
    window.clearTimeout(this.#timer);
    this.element.hidden = true;
  }

  /** Below and right of the pointer, or where there is room. */
  #place(x: number, y: number): void {
    const { width, height } = this.element.getBoundingClientRect();
    const left = Math.max(4, Math.min(x + DISTANCE, window.innerWidth - width - 4));
    const below = y + DISTANCE;
    const top = below + height <= window.innerHeight - 4 ? below : Math.max(4, y - DISTANCE - height);
    this.element.style.left = `${left}px`;
    this.element.style.top = `${top}px`;
  }
}
