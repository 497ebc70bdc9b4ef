import { type Column, DataTable, dayCell, timeCell } from '@maru/web/data-table';
import { useMay, useMe } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { Picker } from '@maru/web/picker';
import { useReadAll } from '@maru/web/read';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePeaksAddress } from '../../peaks/address';
import type { Statement } from '../../peaks/months';
import { useStatements } from '../../peaks/use-statements';
import { ToImport } from './to-import';

const monthsPerPage = 24;

/** What a statement may say of a month, in the order in which a utility writes it. */
const figures = [
  ['contractDemandKw', 'kW'],
  ['billingDemandKw', 'kW'],
  ['energyKwh', 'kWh'],
  ['daysUsed', null],
  ['laggingPowerFactorPercent', '%'],
  ['leadingPowerFactorPercent', '%'],
  ['chargeWon', null],
] as const;

function StatementTable({ statements }: { statements: Statement[] }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const mayImport = useMay('fems.reading.import');
  const { organisation } = useMe();
  const columns: Column<Statement>[] = [
    {
      key: 'month',
      title: t('statements.column.month'),
      value: ({ month }) => dayCell(`${month}-01`, formats.month),
    },
    ...figures.map(
      ([name, unit]): Column<Statement> => ({
        key: name,
        title: unit ? `${t(`statements.column.${name}`)} (${unit})` : t(`statements.column.${name}`),
        value: (statement) => statement[name],
        digits: unit ? 2 : undefined,
        render: (statement) => (statement[name] === null ? '–' : formats.exact(String(statement[name]))),
        isFigure: true,
      }),
    ),
    {
      key: 'file',
      title: t('statements.column.file'),
      value: ({ fileName }) => fileName,
      render: ({ importId, fileName }) => (mayImport ? <Link to={`/fems/import?import=${importId}`}>{fileName}</Link> : fileName),
    },
    { key: 'recordedAt', title: t('statements.column.recordedAt'), value: ({ recordedAt }) => timeCell(recordedAt, formats.instant) },
    {
      key: 'corrections',
      title: t('statements.column.corrections'),
      value: ({ corrections }) => corrections,
      render: ({ corrections }) => (corrections > 0 ? t('statements.corrected', { count: corrections }) : t('statements.uncorrected')),
      isFigure: true,
    },
  ];
  return (
    <DataTable
      id="statements"
      label={t('statements.heading')}
      columns={columns}
      rows={statements}
      rowKey={({ month }) => month}
      pageSize={monthsPerPage}
      isPinned
      isSimulated={({ simulated }) => simulated || organisation.simulated}
    />
  );
}

function SiteStatements({ siteId }: { siteId: string }) {
  const { t } = useTranslation('fems');
  const { data, error, retry } = useStatements(siteId);
  if (!data) return error ? <Failed error={error} retry={retry} /> : <Loading />;
  if (data.items.length === 0)
    return (
      <Empty title={t('statements.none')} next={t('statements.noneNext')}>
        <ToImport />
      </Empty>
    );
  return (
    <>
      <StatementTable statements={data.items} />
      <p className="quiet peaks-note">{t('statements.note')}</p>
    </>
  );
}

/** What the utility's statements say of a site's months, as they were imported. */
export function Statements({ actions }: { actions: ReactNode }) {
  const { t } = useTranslation('fems');
  const { filters, change } = usePeaksAddress();
  const sites = useReadAll('/api/workspace/sites', { supporting: true });
  const site = sites.data?.find(({ id }) => id === filters.siteId) ?? sites.data?.[0];
  const options = sites.data?.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  return (
    <Page title={t('peaks.title')} sub={site?.name} actions={actions} figures>
      {site && options.length > 1 && (
        <div className="row load-filters">
          <Picker label={t('filter.site')} value={site.id} options={options} onChange={(siteId) => change({ siteId })} />
        </div>
      )}
      <section className="card" aria-labelledby="statements-heading">
        <h2 id="statements-heading">{t('statements.heading')}</h2>
        {site && <SiteStatements siteId={site.id} />}
        {!sites.data && (sites.error ? <Failed error={sites.error} retry={sites.retry} /> : <Loading />)}
        {sites.data?.length === 0 && <Empty title={t('statements.noSite')} next={t('statements.noSiteNext')} />}
      </section>
    </Page>
  );
}
