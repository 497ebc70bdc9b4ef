import type { Buffer } from 'node:buffer';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config';
import { FileStore } from './file-store';

const keyShape = /^[a-z0-9-]+(\/[a-z0-9-]+)+$/;

/** Objects as files of one folder, which api and worker share. */
@Injectable()
export class LocalFileStore extends FileStore {
  private readonly folder: string;

  constructor(config: Config) {
    super();
    this.folder = config.filesFolder;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const path = this.path(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // Under its own name only once it is whole and on disk: a crash leaves no half object behind a key.
    const unfinished = `${path}.unfinished`;
    const file = await open(unfinished, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
    const folder = await open(dirname(path), 'r');
    await folder.sync().finally(() => folder.close());
  }

  get(key: string): Promise<Buffer> {
    return readFile(this.path(key));
  }

  async remove(key: string): Promise<void> {
    await rm(this.path(key), { force: true });
  }

  private path(key: string): string {
    if (!keyShape.test(key)) throw new Error('the key of a stored object is not well formed');
    return join(this.folder, ...key.split('/'));
  }
}
