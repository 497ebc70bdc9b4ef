// @ts-check

/**
 * Where the words of a phase go: out at once while nothing runs beside it. Beside others they are kept together, and said in one piece at
 * its end or as soon as it is alone.
 */
export class Voice {
  /** @type {(string | Buffer)[]} */
  #kept = [];

  /** @param {() => boolean} isAlone */
  constructor(isAlone) {
    this.isAlone = isAlone;
  }

  /** @param {string | Buffer} words */
  say(words) {
    this.#kept.push(words);
    if (this.isAlone()) this.end();
  }

  end() {
    for (const words of this.#kept.splice(0)) process.stdout.write(words);
  }
}
