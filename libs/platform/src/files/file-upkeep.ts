import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config';
import { RolePool } from '../database/role-pool';
import { FileStore } from './file-store';

/** Removes files that were kept as long as was said; that there was one, and until when, stays known. */
@Injectable()
export class FileUpkeep {
  private readonly logger = new Logger(FileUpkeep.name);
  private readonly pool: RolePool;

  constructor(
    config: Config,
    private readonly store: FileStore,
  ) {
    this.pool = new RolePool(config, 'maru_relay', 1);
  }

  async removeOld(): Promise<void> {
    const tenants = await this.pool.query<{ tenant_id: number }>('select tenant_id from platform.tenant order by tenant_id');
    for (const { tenant_id: tenantId } of tenants)
      await this.removeOldOf(tenantId).catch((error: Error) =>
        this.logger.error(`old files of tenant ${tenantId} are removed next time: ${error.message}`),
      );
  }

  private async removeOldOf(tenantId: number): Promise<void> {
    const old = await this.pool.transaction(
      (transaction) =>
        transaction.query<{ file_id: string }>(
          'select file_id from platform.stored_file where tenant_id = $1 and removed_at is null and kept_until < now()',
          [tenantId],
        ),
      tenantId,
    );
    for (const { file_id: fileId } of old) {
      const parts = await this.pool.transaction(
        (transaction) =>
          transaction.query<{ object_key: string }>(
            'select object_key from platform.stored_file_part where tenant_id = $1 and file_id = $2',
            [tenantId, fileId],
          ),
        tenantId,
      );
      for (const part of parts) await this.store.remove(part.object_key);
      await this.pool.transaction(async (transaction) => {
        await transaction.execute('delete from platform.stored_file_part where tenant_id = $1 and file_id = $2', [tenantId, fileId]);
        await transaction.execute('update platform.stored_file set removed_at = now() where tenant_id = $1 and file_id = $2', [
          tenantId,
          fileId,
        ]);
      }, tenantId);
    }
  }

  async close(): Promise<void> {
    await this.pool.close();
  }
}
