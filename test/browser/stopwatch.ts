import type { Locator } from 'playwright-core';

/**
 * Seconds of a person's actions by the keystroke-level model (Card, Moran and Newell, Communications of the ACM 23(7), 1980): a key
 * where letters make no familiar word, pointing with a mouse, a press of its key, moving a hand between mouse and keyboard, and making
 * up one's mind, which is counted before each action here, as for somebody who does it for the first time.
 */
const seconds = { key: 0.5, point: 1.1, press: 0.2, hand: 0.4, mind: 1.35 };

/**
 * Does a job as a person would, and adds up how long it would take: the machine's time as it is measured and the person's by the model.
 * Reading what is on the screen is not in the model.
 */
export class Stopwatch {
  private personSeconds = 0;
  private readonly begunMs = performance.now();

  async click(target: Locator): Promise<void> {
    await target.click();
    this.personSeconds += seconds.mind + seconds.point + seconds.press;
  }

  async type(target: Locator, text: string): Promise<void> {
    await target.fill(text);
    this.personSeconds += seconds.mind + seconds.point + seconds.press + 2 * seconds.hand + text.length * seconds.key;
  }

  /** Opens a list and points at one of its entries. */
  async choose(target: Locator, value: string): Promise<void> {
    await target.selectOption(value);
    this.personSeconds += seconds.mind + 2 * (seconds.point + seconds.press);
  }

  /** Finds a file in the system's dialog: folder, file, open. */
  async file(target: Locator, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await target.setInputFiles(file);
    this.personSeconds += 4 * (seconds.mind + seconds.point + seconds.press);
  }

  get totalSeconds(): number {
    return this.personSeconds + (performance.now() - this.begunMs) / 1000;
  }
}
