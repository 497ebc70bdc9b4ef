import { createHash } from 'node:crypto';
import { newId, Problem } from '@maru/kernel';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { platformProblems } from '../http/platform.problems';
import { invalidField } from '../http/validation';
import { currentContext, currentScope } from '../tenancy/context';
import { FileStore } from './file-store';

/** A file is kept in parts of so many bytes, the last one shorter: each part is one short request and is sent again by itself when it fails. */
export const PART_BYTES = 4 * 1024 * 1024;
export const FILE_BYTES_MAX = 512 * 1024 * 1024;
/** How long a file is kept: what a person sent, and what was made for one. */
export const KEPT_DAYS = 7;

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** Null while it is being written. */
  readonly bytes: number | null;
  readonly complete: boolean;
  readonly keptUntil: Date;
  /** It was kept as long as was said, or was discarded, and is gone. */
  readonly removed: boolean;
  readonly simulated: boolean;
}

interface FileRow {
  file_id: string;
  name: string;
  media_type: string;
  bytes: string | null;
  completed_at: Date | null;
  kept_until: Date;
  removed: boolean;
  simulated: boolean;
}

/** How long a file is there, for a module that shows its own work. */
export interface FileState {
  readonly keptUntil: Date;
  readonly removed: boolean;
}

export interface StoredPart {
  readonly key: string;
  readonly bytes: number;
}

/**
 * Its bytes go with the upkeep after, but nobody gets them any more. By the statement's own time: a transaction that began before the file was
 * discarded, and waited for it, must see that it is gone.
 */
const isRemoved = '(removed_at is not null or kept_until <= statement_timestamp())';

/** Files of the organisation in whose scope they are asked for: rows here, bytes in the FileStore. */
@Injectable()
export class Files {
  constructor(
    private readonly database: Database,
    private readonly store: FileStore,
  ) {}

  /**
   * Announces a file.
   * @param permission who may send its parts and fetch it
   * @param bytes its length where it is known beforehand
   */
  async announce(file: { name: string; mediaType: string; permission: string; bytes: number | null }): Promise<StoredFile> {
    const id = newId();
    await this.database.execute(
      `insert into platform.stored_file (tenant_id, file_id, name, media_type, bytes, permission, created_by, kept_until)
       values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8))`,
      [id, file.name, file.mediaType, file.bytes, file.permission, creator(), KEPT_DAYS],
    );
    return this.find(id) as Promise<StoredFile>;
  }

  /** @returns null where there is none that this person may have */
  async find(id: string): Promise<StoredFile | null> {
    const principal = currentContext()?.principal;
    const [row] = await this.database.query<FileRow>(
      `select file_id, name, media_type, bytes, completed_at, kept_until, ${isRemoved} as removed, simulated from platform.stored_file
       where tenant_id = $1 and file_id = $2 and ($3::text[] is null or permission = any($3))`,
      [id, principal?.kind === 'person' ? [...principal.permissions] : null],
    );
    return row ? fileOf(row) : null;
  }

  /** Who decides something by whether a file is there does so one after the other: the next one waits until this scope has ended. */
  async hold(fileId: string): Promise<void> {
    await this.database.query('select from platform.stored_file where tenant_id = $1 and file_id = $2 for no key update', [fileId]);
  }

  /** How long some files are there; who may know that, the module decides. */
  async states(ids: readonly string[]): Promise<Map<string, FileState>> {
    const rows = await this.database.query<{ file_id: string; kept_until: Date; removed: boolean }>(
      `select file_id, kept_until, ${isRemoved} as removed from platform.stored_file where tenant_id = $1 and file_id = any($2::uuid[])`,
      [ids],
    );
    return new Map(rows.map(({ file_id, kept_until, removed }) => [file_id, { keptUntil: kept_until, removed }]));
  }

  /** @throws Problem 404 · 410 when it was kept as long as was said */
  async get(id: string): Promise<StoredFile> {
    const file = await this.find(id);
    if (!file) throw new Problem(platformProblems.notFound);
    if (file.removed) throw new Problem(platformProblems.fileGone);
    return file;
  }

  /**
   * Keeps one part. The bytes are written before the row that names them, so that a row never names what is not there; the same part again
   * changes nothing.
   * @throws Problem 404 · 409 when the file is complete or the part differs from the one kept · 400 when its length is not the part's
   */
  async putPart(fileId: string, number: number, bytes: Uint8Array): Promise<void> {
    const sha256 = createHash('sha256').update(bytes).digest();
    const key = `${currentScope().tenant.organisationId}/${fileId}/${number}-${newId()}`;
    await this.store.put(key, bytes);
    try {
      const file = await this.get(fileId);
      refuseWrongLength(file, number, bytes.length);
      const inserted = await this.database.execute(
        `insert into platform.stored_file_part (tenant_id, file_id, part_number, object_key, bytes, sha256)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [fileId, number, key, bytes.length, sha256],
      );
      if (inserted === 1) return;
      await this.store.remove(key);
      const [kept] = await this.database.query<{ sha256: Buffer }>(
        'select sha256 from platform.stored_file_part where tenant_id = $1 and file_id = $2 and part_number = $3',
        [fileId, number],
      );
      if (!kept.sha256.equals(sha256)) throw new Problem(platformProblems.fileChanged);
    } catch (error) {
      await this.store.remove(key);
      throw error;
    }
  }

  /**
   * Says that every part is there.
   * @throws Problem 404 · 409 naming the first part that is missing
   */
  async complete(fileId: string): Promise<StoredFile> {
    const file = await this.get(fileId);
    if (file.complete) return file;
    const parts = await this.parts(fileId);
    const wanted = file.bytes === null ? parts.length : Math.ceil(file.bytes / PART_BYTES);
    const missing = Array.from({ length: wanted }, (_, number) => number).find((number) => parts[number] === undefined);
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
    if (missing !== undefined || (file.bytes !== null && bytes !== file.bytes))
      throw new Problem(platformProblems.fileIncomplete, {
        detail: {
          ko: `${(missing ?? wanted) + 1}번째 조각이 아직 오지 않았습니다. 그 조각을 보낸 뒤 다시 요청해 주세요.`,
          en: `Part ${missing ?? wanted} has not arrived. Send it and ask again.`,
        },
      });
    await this.database.execute(
      'update platform.stored_file set bytes = $3, completed_at = now() where tenant_id = $1 and file_id = $2 and completed_at is null',
      [fileId, bytes],
    );
    return this.get(fileId);
  }

  /** Does away with a file before its time: whoever made it has no use for it any more. Its bytes go with the next upkeep. */
  async discard(fileId: string): Promise<void> {
    await this.database.execute('update platform.stored_file set kept_until = now() where tenant_id = $1 and file_id = $2', [fileId]);
  }

  /** Keeps a file for another day at least: a task that begins now is to find it to its end. */
  async keep(fileId: string): Promise<void> {
    await this.database.execute(
      `update platform.stored_file set kept_until = greatest(kept_until, now() + interval '1 day')
       where tenant_id = $1 and file_id = $2 and not ${isRemoved}`,
      [fileId],
    );
  }

  /** Where the parts of a file lie, in order. They are read outside the scope, by `contentOf`. */
  async parts(fileId: string): Promise<StoredPart[]> {
    const rows = await this.database.query<{ part_number: number; object_key: string; bytes: number }>(
      'select part_number, object_key, bytes from platform.stored_file_part where tenant_id = $1 and file_id = $2 order by part_number',
      [fileId],
    );
    const parts: StoredPart[] = [];
    for (const row of rows) parts[row.part_number] = { key: row.object_key, bytes: row.bytes };
    return parts;
  }

  /** The bytes, part by part: never more than one part in memory. */
  async *contentOf(parts: readonly StoredPart[]): AsyncGenerator<Buffer> {
    for (const { key } of parts) yield await this.store.get(key);
  }
}

function creator(): string {
  const principal = currentContext()?.principal;
  if (principal?.kind === 'person') return principal.personId;
  if (principal?.kind === 'job' && principal.personId) return principal.personId;
  throw new Error('a file is made by or for a person');
}

function refuseWrongLength(file: StoredFile, number: number, bytes: number): void {
  if (file.complete) throw new Problem(platformProblems.fileChanged);
  if (file.bytes === null) return;
  const wanted = Math.min(PART_BYTES, file.bytes - number * PART_BYTES);
  if (bytes === wanted) return;
  throw invalidField('', 'partLength', {
    ko: `이 조각은 ${Math.max(0, wanted).toLocaleString('ko')}바이트여야 하는데 ${bytes.toLocaleString('ko')}바이트가 왔습니다.`,
    en: `This part must have ${Math.max(0, wanted).toLocaleString('en')} bytes; ${bytes.toLocaleString('en')} came.`,
  });
}

function fileOf(row: FileRow): StoredFile {
  return {
    id: row.file_id,
    name: row.name,
    mediaType: row.media_type,
    bytes: row.bytes === null ? null : Number(row.bytes),
    complete: row.completed_at !== null,
    keptUntil: row.kept_until,
    removed: row.removed,
    simulated: row.simulated,
  };
}
