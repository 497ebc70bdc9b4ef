import { useAddress } from '@maru/web/address';
import { type Column, DataTable, dayCell } from '@maru/web/data-table';
import { useDrawer } from '@maru/web/drawer';
import { ListCard } from '@maru/web/list-card';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useRead, useReadAll } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, type LinkProps } from 'react-router';
import { AgreementDialog } from '../components/agreement-dialog';
import { AgreementDrawer } from '../components/agreement-drawer';
import type { Agreement, Notice } from '../components/agreement-form';
import { isUnseen, useAgreementWords } from '../components/agreement-words';
import './agreements.css';

function useColumns(
  notices: readonly Notice[],
  linkTo: (id: string) => LinkProps,
  onChange: (agreement: Agreement) => void,
): Column<Agreement>[] {
  const { t } = useTranslation('programme');
  const { day } = useFormats();
  const words = useAgreementWords(notices);
  const mayWrite = useMay('programme.agreement.write');
  const columns: Column<Agreement>[] = [
    {
      key: 'number',
      title: t('agreements.number'),
      value: ({ number }) => number,
      render: ({ id, number }) => <Link {...linkTo(id)}>{number}</Link>,
    },
    { key: 'notice', title: t('agreements.notice'), value: words.notice, choice: ({ noticeId }) => noticeId },
    { key: 'completed', title: t('agreements.completedOn'), value: ({ completedOn }) => dayCell(completedOn, day) },
    { key: 'final', title: t('agreements.finallyCompletedOn'), value: ({ finallyCompletedOn }) => dayCell(finallyCompletedOn, day) },
    { key: 'sites', title: t('agreements.sites'), value: words.sites },
    {
      key: 'party',
      title: t('agreements.partyTitle'),
      value: words.party,
      render: (agreement) => (
        <>
          {words.party(agreement)}
          {words.supplier(agreement) && <div className="quiet">{words.supplier(agreement)}</div>}
        </>
      ),
      inFile: [
        { key: 'party', title: t('agreements.partyTitle'), value: words.party },
        { key: 'supplier', title: t('agreements.supplierId'), value: words.supplier },
      ],
    },
    { key: 'signed', title: t('agreements.signedOn'), value: ({ signedOn }) => dayCell(signedOn, day) },
  ];
  if (mayWrite)
    columns.push({
      key: 'keys',
      title: t('actions'),
      render: (agreement) => (
        <Button size="small" onClick={() => onChange(agreement)} aria-label={t('agreements.changeOf', { number: agreement.number })}>
          {t('agreements.change')}
        </Button>
      ),
    });
  return columns;
}

/** 협약: what the company, or a consortium of suppliers for it, signed. */
export default function Agreements() {
  const { t } = useTranslation('programme');
  const agreements = useReadAll('/api/programme/agreements');
  const notices = useRead('/api/programme/notices', {}, { supporting: true }).data?.items ?? [];
  const mayWrite = useMay('programme.agreement.write');
  const { opened, linkTo, close } = useDrawer('agreement');
  const { get, set } = useAddress();
  const [changed, setChanged] = useState<Agreement | null>(null);
  const columns = useColumns(notices, linkTo, setChanged);
  const create = (
    <Button type="primary" onClick={() => set({ new: 'yes' })}>
      {t('agreements.create')}
    </Button>
  );
  const closeDialog = () => {
    setChanged(null);
    if (get('new')) set({ new: null }, { replace: true });
  };
  const empty = (
    <Empty title={t('agreements.empty')} next={t(mayWrite ? 'agreements.emptyNext' : 'agreements.emptyForReader')}>
      {mayWrite && create}
    </Empty>
  );
  return (
    <Page title={t('agreements.title')} sub={t('agreements.sub')} actions={mayWrite && agreements.data?.length ? create : null} figures>
      <ListCard read={agreements} empty={empty}>
        {(rows) => (
          <>
            {rows.some(isUnseen) && (
              <p className="notice notice-warning">
                {t('agreements.unseenOf', {
                  numbers: rows
                    .filter(isUnseen)
                    .map(({ number }) => number)
                    .join(', '),
                })}
              </p>
            )}
            <DataTable id="agreements" label={t('agreements.title')} columns={columns} rows={rows} rowKey={({ id }) => id} pageSize={50} />
          </>
        )}
      </ListCard>
      <AgreementDrawer id={opened} agreements={agreements.data ?? []} notices={notices} onClose={close} onChange={setChanged} />
      {mayWrite && <AgreementDialog agreement={changed ?? (get('new') ? 'new' : null)} onClose={closeDialog} />}
    </Page>
  );
}
