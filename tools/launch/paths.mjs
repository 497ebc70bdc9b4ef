// @ts-check
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {...string} parts */
export const inRoot = (...parts) => path.join(ROOT, ...parts);

/** What the build makes, and what the start and the containers run. */
export const BUILT = {
  api: inRoot('dist/apps/api/apps/api/src/main.js'),
  openapi: inRoot('dist/apps/api/apps/api/src/openapi.js'),
  worker: inRoot('dist/apps/worker/apps/worker/src/main.js'),
  migrate: inRoot('dist/apps/worker/apps/worker/src/migrate.js'),
  administrator: inRoot('dist/apps/worker/apps/worker/src/administrator.js'),
  demo: inRoot('dist/apps/worker/apps/worker/src/demo.js'),
  web: inRoot('dist/apps/web/index.html'),
};
