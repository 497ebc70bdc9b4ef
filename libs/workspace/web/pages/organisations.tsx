import { oneOf, useAddress } from '@maru/web/address';
import { FormDialog } from '@maru/web/dialog';
import { ListCard } from '@maru/web/list-card';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useReadPages } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OrganisationForm, organisationKinds } from '../components/organisation-form';
import { OrganisationTable } from '../components/organisation-table';
import './organisations.css';

const anyKind = '';

/** 기업 관리: the provider's list of organisations, what they subscribe to and how the service works for them. It shows no tenant's data. */
export default function Organisations() {
  const { t } = useTranslation('workspace');
  const { t: ofShell } = useTranslation('web');
  const { get, set } = useAddress();
  const text = get('text') ?? '';
  const kind = oneOf(get('kind'), organisationKinds, anyKind);
  const isFiltered = text !== '' || kind !== anyKind;
  const organisations = useReadPages('/api/workspace/organisations', { query: { text: text || undefined, kind: kind || undefined } });
  const mayWrite = useMay('workspace.organisation.write');
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const service = organisations.pages?.[0]?.service;
  const create = (
    <Button type="primary" onClick={() => setOpen(true)}>
      {t('organisations.create')}
    </Button>
  );
  return (
    <Page title={t('organisations.title')} sub={t('organisations.sub')} actions={mayWrite && create}>
      <div className="organisation-filters">
        <Input.Search
          key={text}
          aria-label={t('organisations.search')}
          placeholder={t('organisations.search')}
          defaultValue={text}
          maxLength={100}
          allowClear
          onSearch={(value) => set({ text: value.trim() || null })}
        />
        <Select
          aria-label={t('organisations.kind')}
          value={kind}
          options={[
            { value: anyKind, label: t('organisations.anyKind') },
            ...organisationKinds.map((value) => ({ value, label: ofShell(`kind.${value}`) })),
          ]}
          onChange={(value) => set({ kind: value || null })}
        />
        {service && (
          <p className="quiet">
            {t('organisations.service.label')}{' '}
            <span className={service.status === 'ok' ? 'tag tag-ok' : 'tag tag-warning'}>
              {t(`organisations.service.${service.status}`)}
            </span>
          </p>
        )}
      </div>
      <ListCard
        read={organisations}
        empty={
          isFiltered ? (
            <Empty title={t('organisations.noMatch')} next={t('organisations.noMatchNext')} />
          ) : (
            <Empty title={t('organisations.empty')} />
          )
        }
      >
        {(rows) => <OrganisationTable rows={rows} pages={organisations} />}
      </ListCard>
      <FormDialog title={t('organisations.create')} isOpen={isOpen} onClose={close}>
        <OrganisationForm onDone={close} />
      </FormDialog>
    </Page>
  );
}
