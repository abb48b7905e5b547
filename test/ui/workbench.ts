/** What a person does in a window of VS Code, for tests. Every method waits for its effect; none sleeps. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import type { Server } from '../host/harness/server.ts';
import { openWindow, type Window, type WindowOptions, workbenchRestored } from '../host/harness/window.ts';

const screenshotFolder = path.join(import.meta.dirname, '../../.build/screenshots');
const activeEditor = '.editor-group-container.active .editor-instance .monaco-editor[data-uri]';
const activeTab = '.editor-group-container.active .tab.active';
const quickInput = '.quick-input-widget:not([style*="display: none"])';
const patience = 20_000;

export interface Problem {
  readonly file: string;
  readonly message: string;
  readonly code: string;
  /** From 1, as VS Code shows it. */
  readonly line: number;
}

/** Asks again until the answer is neither undefined nor false. */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s in vain for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** VS Code renders spaces as no-break spaces and pads with characters of no width. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').replace(/[\u200b-\u200d\ufeff]/g, '');
}

export class Workbench {
  readonly page: Page;
  readonly #window: Window;

  private constructor(window: Window) {
    this.#window = window;
    this.page = window.page;
    this.page.setDefaultTimeout(patience);
  }

  static async open(server: Server, browser: Browser, options: WindowOptions): Promise<Workbench> {
    const window = await openWindow(server, browser, options);
    await workbenchRestored(window.page);
    return new Workbench(window);
  }

  get errors(): readonly string[] {
    return this.#window.errors;
  }

  close(): Promise<void> {
    return this.#window.close();
  }

  /** Opens the quick input with a key and fills it in; pressed again while a webview has the keys. */
  async #ask(key: string, text: string): Promise<Locator> {
    const input = this.page.locator(`${quickInput} .quick-input-box input`);
    await until(`the input box of ${key}`, async () => {
      await this.page.evaluate(() => {
        if (document.activeElement instanceof HTMLIFrameElement) document.activeElement.blur();
      });
      await this.page.keyboard.press(key);
      return input.waitFor({ timeout: 1000 }).then(
        () => true,
        () => false,
      );
    });
    await input.fill(text);
    return input;
  }

  async #choose(label: string): Promise<void> {
    const focused = this.page.locator(`${quickInput} .quick-input-list .monaco-list-row.focused`);
    await until(`"${label}" in the list`, async () => {
      const row = focused.first();
      if ((await row.count()) === 0) return false;
      const texts = [await row.getAttribute('aria-label'), await row.locator('.label-name').first().textContent()];
      return texts.some(text => text && plain(text).startsWith(label));
    });
    await this.page.keyboard.press('Enter');
  }

  /** Runs a command by its title in the palette. Does not wait for what the command does. */
  async runCommand(title: string): Promise<void> {
    await this.#ask('F1', `>${title}`);
    await this.#choose(title);
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.#ask('Control+p', name);
    await this.#choose(name);
    await until(
      `the editor of ${name}`,
      async () => (await this.activeTab()) === name && (await this.#hasEditor(name)),
    );
  }

  activeTab(): Promise<string | null> {
    return this.page.evaluate(
      tab => document.querySelector(tab)?.getAttribute('data-resource-name') ?? null,
      activeTab,
    );
  }

  #hasEditor(name: string): Promise<boolean> {
    return this.page.evaluate(
      ([selector, file]) => {
        const editor = document.querySelector(selector);
        const uri = decodeURIComponent(editor?.getAttribute('data-uri') ?? '');
        return uri.endsWith(`/${file}`) && editor?.querySelector('.view-line') !== null;
      },
      [activeEditor, name] as const,
    );
  }

  /** Moves the cursor; from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.#ask('Control+g', `:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    const status = this.page.locator('[id="status.editor.selection"]');
    await until(`the cursor at ${line}:${column}`, async () =>
      plain((await status.textContent()) ?? '').includes(`Ln ${line}, Col ${column}`),
    );
  }

  /** The hover at a position, from 1, called up with the keyboard. */
  async hoverAt(line: number, column: number): Promise<string> {
    await this.goTo(line, column);
    const hover = this.page.locator('.monaco-resizable-hover .hover-contents').filter({ visible: true });
    return until(`a hover at ${line}:${column}`, async () => {
      if ((await hover.count()) === 0) {
        await this.page.keyboard.press('Control+k');
        await this.page.keyboard.press('Control+i');
        await hover
          .first()
          .waitFor({ timeout: 2000 })
          .catch(() => {});
      }
      const text = plain((await hover.allInnerTexts()).join('\n')).trim();
      return text !== '' && text !== 'Loading...' && text;
    });
  }

  async closeHover(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page
      .locator('.monaco-resizable-hover .hover-contents')
      .filter({ visible: true })
      .first()
      .waitFor({ state: 'hidden' });
  }

  squiggles(severity: 'error' | 'warning' | 'info' | 'hint'): Promise<number> {
    return this.page.locator(`${activeEditor} .squiggly-${severity}`).count();
  }

  /** Opens the Problems view; with its list scrolled to the top, what is visible of it. */
  async problems(): Promise<Problem[]> {
    if (!(await this.page.locator('.markers-panel').isVisible())) {
      await this.runCommand('Problems: Focus on Problems View');
    }
    return until('a problem in the Problems view', async () => {
      const rows = await this.#problemRows();
      return rows.length > 0 && rows;
    });
  }

  async #problemRows(): Promise<Problem[]> {
    const rows = await this.page.evaluate(() => {
      const text = (row: Element, selector: string): string => row.querySelector(selector)?.textContent ?? '';
      const list = [...document.querySelectorAll<HTMLElement>('.markers-panel .monaco-list-row')];
      list.sort((a, b) => Number(a.dataset['index']) - Number(b.dataset['index']));
      let file = '';
      return list.flatMap(row => {
        const level = row.getAttribute('aria-level');
        if (level === '1') file = text(row, '.label-name');
        if (level !== '2') return [];
        const line = Number(/Ln (\d+)/.exec(text(row, '.marker-line'))?.[1] ?? 0);
        return [{ file, message: text(row, '.marker-message'), code: text(row, '.marker-code'), line }];
      });
    });
    return rows.map(row => ({ ...row, message: plain(row.message), code: plain(row.code).replace(/[()]/g, '') }));
  }

  /** The document inside the visible webview that has an element of this selector. */
  webview(selector: string): Promise<Frame> {
    return until(`a webview with ${selector}`, async () => {
      for (const outer of await this.page.locator('iframe.webview.ready').filter({ visible: true }).elementHandles()) {
        const inner = await (await outer.contentFrame())?.$('iframe#active-frame');
        const frame = await inner?.contentFrame();
        if (await frame?.$(selector)) return frame ?? undefined;
      }
      return undefined;
    });
  }

  /** Writes .build/screenshots/<name>.png. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(screenshotFolder, { recursive: true });
    await this.page.evaluate(() => document.fonts.ready.then(() => undefined));
    await this.page.screenshot({ path: path.join(screenshotFolder, `${name}.png`), animations: 'disabled' });
  }
}
