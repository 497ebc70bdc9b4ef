import { Problem } from '@maru/kernel';
import {
  currentContext,
  currentPerson,
  Files,
  invalidField,
  PART_BYTES,
  platformProblems,
  type StoredFile,
  TaskKinds,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { FileItem, NewFileBody } from './files.dto';

const sentMediaType = 'application/octet-stream';

/** Files that people send for a task to read, and fetch when a task has made them. */
@Injectable()
export class FilesService {
  constructor(
    private readonly files: Files,
    private readonly kinds: TaskKinds,
  ) {}

  /** @throws Problem 400 for a purpose that is none · 403 for one that the person may not pursue */
  async announce({ name, bytes, purpose }: NewFileBody): Promise<FileItem> {
    const kind = this.kinds.find(purpose);
    if (!kind) throw invalidField('/purpose', 'isPurpose', { ko: '이런 작업이 없습니다.', en: 'There is no such kind of task.' });
    if (!currentPerson().permissions.has(kind.permission)) throw new Problem(platformProblems.notPermitted);
    return itemOf(await this.files.announce({ name, mediaType: sentMediaType, permission: kind.permission, bytes }));
  }

  async get(id: string): Promise<FileItem> {
    return itemOf(await this.files.get(id));
  }

  putPart(id: string, number: number, bytes: Buffer): Promise<void> {
    return this.files.putPart(id, number, bytes);
  }

  /** One action in the usage log, however many parts it took: with the bytes of the whole file. */
  async complete(id: string): Promise<FileItem> {
    const context = currentContext();
    const before = await this.files.get(id);
    const file = await this.files.complete(id);
    if (context?.usage) context.usage = before.complete ? null : { ...context.usage, bytes: file.bytes ?? 0 };
    return itemOf(file);
  }

  /** @throws Problem 404 · 409 while it is being written · 410 when it was kept as long as was said */
  async content(id: string): Promise<{ file: StoredFile; content: AsyncGenerator<Buffer> }> {
    const file = await this.files.get(id);
    if (!file.complete) throw new Problem(platformProblems.fileIncomplete);
    return { file, content: this.files.contentOf(await this.files.parts(id)) };
  }
}

function itemOf(file: StoredFile): FileItem {
  return {
    id: file.id,
    name: file.name,
    bytes: file.bytes,
    complete: file.complete,
    partBytes: PART_BYTES,
    keptUntil: file.keptUntil.toISOString(),
    simulated: file.simulated,
  };
}
