import type { Schemas } from '@maru/web/client';
import { type Column, DataTable } from '@maru/web/data-table';
import { currentLanguage } from '@maru/web/language';
import { SimulatedTag } from '@maru/web/simulated';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { healthFindings } from './organisation-health';

type Row = Schemas['OrganisationRow'];

function Health({ health }: { health: Row['health'] }) {
  const { t } = useTranslation('workspace');
  const show = useFormats();
  const { waitingSince, failedTasks } = healthFindings(health, Date.now());
  if (!waitingSince && failedTasks === 0) return <span className="tag tag-ok">{t('organisations.well')}</span>;
  return (
    <ul>
      {waitingSince && (
        <li>
          <span className="tag tag-warning">{t('organisations.waiting', { since: show.instant(waitingSince) })}</span>
        </li>
      )}
      {failedTasks > 0 && (
        <li>
          <span className="tag tag-warning">{t('organisations.failed', { count: failedTasks })}</span>
        </li>
      )}
    </ul>
  );
}

/** Organisations with what they subscribe to and how the service works for them. */
export function OrganisationTable({ rows }: { rows: Row[] }) {
  const { t } = useTranslation('workspace');
  const { t: ofShell } = useTranslation('web');
  const show = useFormats();
  const language = currentLanguage();
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: t('organisations.name'),
      render: ({ name, simulated }) => (
        <>
          {name} {simulated && <SimulatedTag />}
        </>
      ),
    },
    { key: 'kind', title: t('organisations.kind'), render: ({ kind }) => ofShell(`kind.${kind}`) },
    { key: 'code', title: t('organisations.companyCode'), render: ({ companyCode }) => companyCode },
    {
      key: 'subscriptions',
      title: t('organisations.subscriptions'),
      render: ({ subscriptions }) => subscriptions.map(({ name }) => name[language]).join(', ') || t('organisations.noSubscriptions'),
    },
    {
      key: 'signIn',
      title: t('organisations.lastSignIn'),
      render: ({ health }) => (health.lastSignInDay ? show.day(health.lastSignInDay) : t('organisations.never')),
    },
    { key: 'health', title: t('organisations.health'), render: ({ health }) => <Health health={health} /> },
    { key: 'created', title: t('organisations.createdAt'), render: ({ createdAt }) => show.instant(createdAt) },
  ];
  return <DataTable label={t('organisations.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
