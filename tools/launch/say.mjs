// @ts-check
// What the launcher tells the person at the keyboard: Korean first, English beside it.

/** An expected failure: it is printed as these two sentences, without a stack. */
export class Halt extends Error {
  /**
   * @param {string} ko
   * @param {string} en
   */
  constructor(ko, en) {
    super(en);
    this.name = 'Halt';
    this.ko = ko;
    this.en = en;
  }
}

/**
 * @param {string} ko
 * @param {string} en
 */
export function say(ko, en) {
  process.stdout.write(`· ${ko}\n  ${en}\n`);
}

/**
 * @param {string} ko
 * @param {string} en
 */
export function warn(ko, en) {
  process.stderr.write(`! ${ko}\n  ${en}\n`);
}

/** @param {unknown} error */
export function sayFailure(error) {
  if (error instanceof Halt) {
    process.stderr.write(`\n✗ ${error.ko}\n  ${error.en}\n`);
    return;
  }
  process.stderr.write(`\n✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

/**
 * Shows how a long step goes on: one line that is rewritten in a terminal, a line every few seconds in a log.
 * @param {() => string} text
 * @returns {() => void} ends the display
 */
export function showProgress(text) {
  const inPlace = process.stdout.isTTY === true;
  const draw = () => process.stdout.write(inPlace ? `\r\u001b[2K  ${text()}` : `  ${text()}\n`);
  const timer = setInterval(draw, inPlace ? 250 : 5000);
  return () => {
    clearInterval(timer);
    if (inPlace) process.stdout.write('\r\u001b[2K');
  };
}
