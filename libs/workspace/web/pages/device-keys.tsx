import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { ConfirmKey } from '@maru/web/dialog';
import { ListCard } from '@maru/web/list-card';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useReadAll } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NewDeviceKey } from '../components/new-device-key';
import { useScopeNames } from '../components/scope-names';

type DeviceKey = Schemas['DeviceKeyItem'];

function RevokeKey({ deviceKey }: { deviceKey: DeviceKey }) {
  const { t } = useTranslation('workspace');
  const revoke = useWrite('delete', '/api/workspace/device-keys/{id}', ['/api/workspace/device-keys']);
  return (
    <ConfirmKey
      label={t('deviceKeys.revoke.key')}
      title={t('deviceKeys.revoke.question', { name: deviceKey.name })}
      consequence={t('deviceKeys.revoke.consequence')}
      isDanger
      act={() => revoke.mutateAsync({ params: { path: { id: deviceKey.id } } })}
    />
  );
}

function useColumns(): Column<DeviceKey>[] {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  const scopeNames = useScopeNames();
  const mayWrite = useMay('workspace.device-key.write');
  const state = ({ revokedAt }: DeviceKey) =>
    revokedAt ? (
      <>
        <span className="tag">{t('deviceKeys.revoked')}</span> {formats.instant(revokedAt)}
      </>
    ) : (
      <span className="tag tag-ok">{t('deviceKeys.inForce')}</span>
    );
  const columns: Column<DeviceKey>[] = [
    { key: 'name', title: t('deviceKeys.name'), value: ({ name }) => name },
    { key: 'scopes', title: t('deviceKeys.scopes'), value: ({ scopes }) => scopeNames(scopes).join(', ') },
    {
      key: 'created',
      title: t('deviceKeys.createdAt'),
      value: ({ createdAt }) => timeCell(createdAt, formats.instant),
    },
    {
      key: 'state',
      title: t('deviceKeys.state'),
      value: ({ revokedAt }) => (revokedAt ? `${t('deviceKeys.revoked')} ${formats.instant(revokedAt)}` : t('deviceKeys.inForce')),
      render: state,
    },
  ];
  if (mayWrite) columns.push({ key: 'keys', title: t('actions'), render: (row) => !row.revokedAt && <RevokeKey deviceKey={row} /> });
  return columns;
}

/** 장치 키: what meters and gateways sign in with. */
export default function DeviceKeys() {
  const { t } = useTranslation('workspace');
  const keys = useReadAll('/api/workspace/device-keys');
  const columns = useColumns();
  const mayWrite = useMay('workspace.device-key.write');
  const [isOpen, setOpen] = useState(false);
  const create = (
    <Button type="primary" onClick={() => setOpen(true)}>
      {t('deviceKeys.create.key')}
    </Button>
  );
  return (
    <Page title={t('deviceKeys.title')} sub={t('deviceKeys.sub')} actions={mayWrite && create}>
      <ListCard read={keys} empty={<Empty title={t('deviceKeys.empty')} next={t('deviceKeys.emptyNext')} />}>
        {(rows) => (
          <DataTable id="keys" label={t('deviceKeys.title')} columns={columns} rows={rows} rowKey={({ id }) => id} pageSize={50} />
        )}
      </ListCard>
      <NewDeviceKey isOpen={isOpen} onClose={() => setOpen(false)} />
    </Page>
  );
}
