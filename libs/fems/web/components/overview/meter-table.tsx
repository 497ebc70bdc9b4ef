import { type Column, DataTable, wallCell } from '@maru/web/data-table';
import { useMe } from '@maru/web/me';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadAddress } from '../../load/load-address';
import { type Overview, type OverviewMeter, stretchText } from '../../overview/words';
import { ToMeters } from '../to-meters';

function useColumns(): Column<OverviewMeter>[] {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  return [
    {
      key: 'meter',
      title: t('overview.meter'),
      value: ({ name }) => name,
      render: ({ name, main, pointId }) => (
        <>
          {pointId ? <Link to={loadAddress(pointId)}>{name}</Link> : name} {main && <span className="tag tag-ok">{t('meters.main')}</span>}
          {!pointId && <span className="quiet">{t('overview.noPoint')}</span>}
        </>
      ),
    },
    {
      key: 'energy',
      title: t('overview.energy'),
      value: ({ energyKwh }) => energyKwh,
      digits: 2,
      render: ({ energyKwh, readings, expected }) => (
        <>
          {formats.figure(energyKwh)}
          {expected > readings && <p className="quiet">{t('overview.missing', { count: expected - readings })}</p>}
        </>
      ),
      isFigure: true,
    },
    {
      key: 'share',
      title: t('overview.share'),
      value: ({ sharePercent }) => sharePercent,
      digits: 2,
      render: ({ sharePercent }) => formats.percent(sharePercent),
      isFigure: true,
    },
    {
      key: 'last',
      title: t('overview.last'),
      value: ({ last }) => wallCell(last, formats.endDateTime),
      render: ({ last }) => (last ? formats.endDateTime(last) : t('overview.noReading')),
    },
  ];
}

/** Who of the site's meters took how much of the newest day, and when each was heard last. */
export function MeterTable({ meters, load, simulated }: Pick<Overview, 'meters' | 'load' | 'simulated'>) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { organisation } = useMe();
  const columns = useColumns();
  return (
    <section className="card" aria-labelledby="overview-meters">
      <h2 id="overview-meters">{t('overview.meters')}</h2>
      {meters.length === 0 ? (
        <Empty title={t('overview.metersEmpty')} next={t('step.meter')}>
          <ToMeters />
        </Empty>
      ) : (
        <DataTable
          id="meters"
          label={t('overview.meters')}
          columns={columns}
          rows={meters}
          rowKey={({ id }) => id}
          pageSize={20}
          isSimulated={() => simulated || organisation.simulated}
        />
      )}
      {load && meters.length > 0 && (
        <p className="quiet overview-note">{t('overview.meterSpan', { span: stretchText(load.day, formats) })}</p>
      )}
    </section>
  );
}
