import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { ConfirmKey } from '@maru/web/dialog';
import { useMay } from '@maru/web/me';
import { useRead } from '@maru/web/read';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { useTranslation } from 'react-i18next';

type Consent = Schemas['UserCodeConsentItem'];

function ChangeKey({ row, wordingVersion }: { row: Consent; wordingVersion: number }) {
  const { t } = useTranslation('programme');
  const change = useWrite('post', '/api/programme/user-code-consents', ['/api/programme/user-code-consents']);
  const word = row.inForce ? 'withdraw' : 'give';
  const next = row.inForce ? ('withdrawn' as const) : ('given' as const);
  return (
    <ConfirmKey
      label={t(`consent.${word}.key`)}
      title={t(`consent.${word}.question`, { name: row.name })}
      consequence={t(`consent.${word}.consequence`)}
      act={() => change.mutateAsync({ body: { memberId: row.memberId, change: next, wordingVersion } })}
    />
  );
}

/** Whose employee number the logs carry; a pseudonym stands for the others. */
export function Consents() {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const mayWrite = useMay('programme.consent.write');
  const { data, error, retry } = useRead('/api/programme/user-code-consents', {}, { supporting: true });
  const sentAs = ({ inForce, employeeNumber }: Consent) => t(inForce && employeeNumber ? 'consent.asNumber' : 'consent.asPseudonym');
  const columns: Column<Consent>[] = [
    { key: 'name', title: t('consent.name'), value: ({ name }) => name },
    { key: 'number', title: t('consent.number'), value: ({ employeeNumber }) => employeeNumber },
    { key: 'as', title: t('consent.sentAs'), value: sentAs, choice: (row) => String(row.inForce) },
    { key: 'changed', title: t('consent.changedAt'), value: ({ changedAt }) => (changedAt ? timeCell(changedAt, formats.instant) : null) },
    { key: 'by', title: t('consent.changedBy'), value: ({ changedBy }) => changedBy },
  ];
  if (mayWrite && data)
    columns.push({
      key: 'keys',
      title: t('keys.actions'),
      // There is nothing to consent to without a number.
      render: (row) => (row.employeeNumber || row.inForce) && <ChangeKey row={row} wordingVersion={data.wordingVersion} />,
    });
  const content = () => {
    if (!data) return error ? <Failed error={error} retry={retry} /> : <Loading />;
    if (data.items.length === 0) return <Empty title={t('consent.empty')} next={t('consent.emptyNext')} />;
    return (
      <DataTable
        id="consents"
        label={t('consent.title')}
        columns={columns}
        rows={data.items}
        rowKey={({ memberId }) => memberId}
        pageSize={50}
      />
    );
  };
  return (
    <section className="card" aria-labelledby="consents">
      <h2 id="consents">{t('consent.title')}</h2>
      <p className="quiet">{t('consent.wording')}</p>
      {content()}
    </section>
  );
}
