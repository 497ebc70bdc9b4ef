// @ts-check
// Holds the processes of one start: begins them, begins again one that dies, ends all of them in the reverse order.

import path from 'node:path';
import { lastLines, trimLog } from './logs.mjs';
import { end, forget, readRecord, remember } from './processes.mjs';
import { Halt, sayFailure, warn } from './say.mjs';

/**
 * @typedef {import('./supervisor.d.mts').Running} Running
 * @typedef {import('./supervisor.d.mts').Service} Service
 * @typedef {Service & { running: Running, since: number, deaths: number, restarting: boolean }} Held
 */

const LOOK_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
const STEADY_MS = 60_000;
const MOST_DEATHS = 6;

export class Supervisor {
  /** @type {Held[]} */
  #held = [];
  /** @type {Map<string, Promise<unknown>>} */
  #beginning = new Map();
  /** @type {NodeJS.Timeout[]} */
  #timers = [];
  /** @type {Promise<void> | null} */
  #stopped = null;

  /** @param {string} runFolder here a record of each process is written, so that a later start can end what a killed one left */
  constructor(runFolder) {
    this.runFolder = runFolder;
  }

  get stopping() {
    return this.#stopped !== null;
  }

  /** @param {Service} service */
  async begin(service) {
    const running = await this.#launch(service);
    this.#held.push({ ...service, running, since: Date.now(), deaths: 0, restarting: false });
  }

  /**
   * Looks after the processes from now on.
   * @param {(reason: Halt) => void} giveUp called when one keeps dying
   */
  watch(giveUp) {
    if (this.stopping) return;
    this.#timers.push(setInterval(() => this.#look(giveUp), LOOK_MS));
    this.#timers.push(setInterval(() => this.#trimLogs(), 60_000));
  }

  /** Ends everything, the highest stage first. Safe to call again. */
  stop() {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll() {
    for (const timer of this.#timers) clearInterval(timer);
    // What is still beginning is known by its record alone. Its beginning fails then, or it is held like the others.
    await Promise.all([...this.#beginning.keys()].map((name) => this.#endByRecord(name)));
    await Promise.allSettled(this.#beginning.values());
    const stages = [...new Set(this.#held.map(({ stage }) => stage))].sort((a, b) => b - a);
    for (const stage of stages) await Promise.all(this.#held.filter((held) => held.stage === stage).map((held) => this.#end(held)));
  }

  /**
   * @param {Service} service
   * @returns {Promise<Running>}
   */
  async #launch(service) {
    if (this.stopping) throw new Halt('중단했습니다.', 'Interrupted.');
    const beginning = service.begin((pid) => remember(this.runFolder, service.name, pid, service.marker));
    this.#beginning.set(service.name, beginning);
    try {
      return await beginning;
    } finally {
      this.#beginning.delete(service.name);
    }
  }

  /** @param {Held} held */
  async #end(held) {
    await held.running.stop();
    forget(this.runFolder, held.name);
  }

  /** @param {string} name */
  async #endByRecord(name) {
    const record = readRecord(path.join(this.runFolder, `${name}.json`));
    if (record) await end(record);
  }

  /** @param {(reason: Halt) => void} giveUp */
  #look(giveUp) {
    for (const held of this.#held) {
      if (held.restarting || held.running.runs()) continue;
      if (Date.now() - held.since > STEADY_MS) held.deaths = 0;
      held.deaths++;
      held.restarting = true;
      if (held.deaths > MOST_DEATHS) {
        giveUp(
          new Halt(
            `${held.name}: 계속 종료되어 모두 멈췄습니다.\n${lastLines(held.log)}\n로그: ${held.log}`,
            `${held.name} kept ending, so everything was stopped. Its log: ${held.log}`,
          ),
        );
        return;
      }
      const pauseMs = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** (held.deaths - 1));
      warn(
        `${held.name}: 예기치 않게 종료되어 ${pauseMs / 1000}초 뒤 다시 시작합니다. 로그: ${held.log}`,
        `${held.name} ended unexpectedly and is started again in ${pauseMs / 1000} s. Its log: ${held.log}`,
      );
      this.#timers.push(setTimeout(() => this.#again(held), pauseMs));
    }
  }

  /** @param {Held} held */
  async #again(held) {
    try {
      held.running = await this.#launch(held);
    } catch (error) {
      // It counts as a death: the next look takes the longer pause.
      if (!this.stopping) sayFailure(error);
    }
    held.since = Date.now();
    held.restarting = false;
  }

  #trimLogs() {
    for (const { log } of this.#held) trimLog(log);
  }
}
