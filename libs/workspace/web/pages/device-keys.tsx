import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { ConfirmKey } from '@maru/web/dialog';
import { ListCard } from '@maru/web/list-card';
import { useMay, useMe } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useReadAll } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NewDeviceKey } from '../components/new-device-key';
import { isPullScope, useScopeNames } from '../components/scope-names';

type DeviceKey = Schemas['DeviceKeyItem'];

/** Of a key: in force, or since when it is not any more. */
function stateOf({ revokedAt, endsAt }: DeviceKey): { label: 'revoked' | 'ended' | 'inForce'; at: string | null } {
  if (revokedAt) return { label: 'revoked', at: revokedAt };
  return endsAt && Date.parse(endsAt) <= Date.now() ? { label: 'ended', at: endsAt } : { label: 'inForce', at: null };
}

function RevokeKey({ deviceKey }: { deviceKey: DeviceKey }) {
  const { t } = useTranslation('workspace');
  const revoke = useWrite('delete', '/api/workspace/device-keys/{id}', ['/api/workspace/device-keys']);
  return (
    <ConfirmKey
      label={t('deviceKeys.revoke.key')}
      title={t('deviceKeys.revoke.question', { name: deviceKey.name })}
      consequence={t(deviceKey.scopes.some(isPullScope) ? 'deviceKeys.office.revokeConsequence' : 'deviceKeys.revoke.consequence')}
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
  const isOffice = useMe().permissions.some(isPullScope);
  const state = (key: DeviceKey) => {
    const { label, at } = stateOf(key);
    return (
      <>
        <span className={label === 'inForce' ? 'tag tag-ok' : 'tag'}>{t(`deviceKeys.${label}`)}</span> {at && formats.instant(at)}
      </>
    );
  };
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
      value: (key) => {
        const { label, at } = stateOf(key);
        return [t(`deviceKeys.${label}`), at && formats.instant(at)].filter(Boolean).join(' ');
      },
      render: state,
    },
  ];
  if (isOffice)
    columns.splice(
      3,
      0,
      { key: 'ends', title: t('deviceKeys.endsAt'), value: ({ endsAt }) => (endsAt ? timeCell(endsAt, formats.instant) : null) },
      {
        key: 'companies',
        title: t('deviceKeys.office.companies'),
        value: ({ companies }) =>
          companies ? t('deviceKeys.office.someCompanies', { count: companies.length }) : t('deviceKeys.office.allCompanies'),
      },
    );
  if (mayWrite)
    columns.push({ key: 'keys', title: t('actions'), render: (row) => stateOf(row).label === 'inForce' && <RevokeKey deviceKey={row} /> });
  return columns;
}

/** 장치 키: what meters and gateways sign in with, and the programs of an office. */
export default function DeviceKeys() {
  const { t } = useTranslation('workspace');
  const keys = useReadAll('/api/workspace/device-keys');
  const columns = useColumns();
  const mayWrite = useMay('workspace.device-key.write');
  const isOffice = useMe().permissions.some(isPullScope);
  const [isOpen, setOpen] = useState(false);
  const create = (
    <Button type="primary" onClick={() => setOpen(true)}>
      {t('deviceKeys.create.key')}
    </Button>
  );
  return (
    <Page title={t('deviceKeys.title')} sub={t(isOffice ? 'deviceKeys.office.sub' : 'deviceKeys.sub')} actions={mayWrite && create}>
      <ListCard
        read={keys}
        empty={<Empty title={t('deviceKeys.empty')} next={t(isOffice ? 'deviceKeys.office.emptyNext' : 'deviceKeys.emptyNext')} />}
      >
        {(rows) => (
          <DataTable id="keys" label={t('deviceKeys.title')} columns={columns} rows={rows} rowKey={({ id }) => id} pageSize={50} />
        )}
      </ListCard>
      <NewDeviceKey isOpen={isOpen} onClose={() => setOpen(false)} />
    </Page>
  );
}
