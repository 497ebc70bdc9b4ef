import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, dayCell, timeCell } from '@maru/web/data-table';
import { currentLanguage } from '@maru/web/language';
import type { Pages } from '@maru/web/more-key';
import { SimulatedTag } from '@maru/web/simulated';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { healthFindings } from './organisation-health';

type Row = Schemas['OrganisationRow'];

/** In words, for files and for finding. */
function useHealthText(): (health: Row['health']) => string {
  const { t } = useTranslation('workspace');
  const show = useFormats();
  return (health) => {
    const { waitingSince, failedTasks } = healthFindings(health, Date.now());
    const found = [
      ...(waitingSince ? [t('organisations.waiting', { since: show.instant(waitingSince) })] : []),
      ...(failedTasks > 0 ? [t('organisations.failed', { count: failedTasks })] : []),
    ];
    return found.join(', ') || t('organisations.well');
  };
}

/** The same in so few words that the whole table fits on a desk. */
function Health({ health }: { health: Row['health'] }) {
  const { t } = useTranslation('workspace');
  const show = useFormats();
  const { waitingSince, failedTasks } = healthFindings(health, Date.now());
  if (!waitingSince && failedTasks === 0) return <span className="tag tag-ok">{t('organisations.well')}</span>;
  return (
    <ul>
      {waitingSince && (
        <li>
          <span className="tag tag-warning">{t('organisations.short.waiting')}</span>
          <p className="quiet">{t('organisations.short.since', { since: show.shortInstant(waitingSince) })}</p>
        </li>
      )}
      {failedTasks > 0 && (
        <li>
          <span className="tag tag-warning">{t('organisations.short.failed', { count: failedTasks })}</span>
          <p className="quiet">{t('organisations.short.lately')}</p>
        </li>
      )}
    </ul>
  );
}

/** Organisations with what they subscribe to and how the service works for them. */
export function OrganisationTable({ rows, pages }: { rows: Row[]; pages: Pages }) {
  const { t } = useTranslation('workspace');
  const { t: ofShell } = useTranslation('web');
  const show = useFormats();
  const language = currentLanguage();
  const healthText = useHealthText();
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: t('organisations.name'),
      value: ({ name }) => name,
      render: ({ name, simulated }) => (
        <>
          {name} {simulated && <SimulatedTag />}
        </>
      ),
    },
    { key: 'kind', title: t('organisations.kind'), value: ({ kind }) => ofShell(`kind.${kind}`) },
    { key: 'code', title: t('organisations.companyCode'), value: ({ companyCode }) => companyCode },
    {
      key: 'subscriptions',
      title: t('organisations.subscriptions'),
      value: ({ subscriptions }) => subscriptions.map(({ name }) => name[language]).join(', ') || t('organisations.noSubscriptions'),
      render: ({ subscriptions }) =>
        subscriptions.length === 0 ? (
          t('organisations.noSubscriptions')
        ) : (
          <ul>
            {subscriptions.map(({ name }) => (
              <li key={name.en}>{name[language]}</li>
            ))}
          </ul>
        ),
    },
    {
      key: 'signIn',
      title: t('organisations.lastSignIn'),
      value: ({ health }) => dayCell(health.lastSignInDay, show.date) ?? t('organisations.never'),
      sortBy: ({ health }) => health.lastSignInDay,
    },
    {
      key: 'health',
      title: t('organisations.health'),
      value: ({ health }) => healthText(health),
      render: ({ health }) => <Health health={health} />,
    },
    {
      key: 'created',
      title: t('organisations.createdAt'),
      value: ({ createdAt }) => timeCell(createdAt, show.instant),
      render: ({ createdAt }) => <span title={show.instant(createdAt)}>{show.instantDate(createdAt)}</span>,
    },
  ];
  return (
    <DataTable
      id="organisations"
      label={t('organisations.title')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      isSimulated={({ simulated }) => simulated}
      pages={pages}
    />
  );
}
