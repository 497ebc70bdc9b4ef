import { type Column, DataTable } from '@maru/web/data-table';
import { useMay } from '@maru/web/me';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { homeZone, zonedText } from '@maru/web/zoned';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadAddress } from '../load/load-address';
import { dayClosedBy } from '../load/period';
import { meterAnchor } from '../metering/anchors';
import type { Site } from '../metering/next-step';
import { type Meter, type Point, useIntervalText } from '../metering/words';

/** What came last: its value, the end of its interval, and for a load the way to its curve. */
function NewestReading({ point, zone, siteId }: { point: Point; zone: string; siteId: string }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { activity, withdrawn, unit } = point;
  if (!activity) return <span className="quiet">{t(withdrawn ? 'points.withdrawn' : 'points.noReading')}</span>;
  const end = zonedText(Date.parse(activity.newestStart) + point.intervalSeconds * 1000, zone);
  const when = formats.endDateTime(end);
  return (
    <>
      <strong>{activity.newestValue === null ? '–' : formats.exact(activity.newestValue)}</strong> {unit}
      <br />
      {point.quantity === 'activeEnergyImport' ? (
        <Link to={loadAddress(point.id, { siteId, on: dayClosedBy(end) })}>{when}</Link>
      ) : (
        <span className="quiet">{when}</span>
      )}
    </>
  );
}

export interface MeterKeys {
  changeMeter: (meter: Meter) => void;
  addPoint: (meter: Meter) => void;
  changePoint: (point: Point) => void;
  connect: (point: Point, zone: string) => void;
}

function usePointColumns(zone: string, siteId: string, keys: MeterKeys): Column<Point>[] {
  const { t } = useTranslation('fems');
  const mayWrite = useMay('fems.meter.write');
  const intervalText = useIntervalText();
  const columns: Column<Point>[] = [
    { key: 'name', title: t('points.name'), value: ({ name }) => name },
    // Before what never changes, so that it is in sight on a phone.
    {
      key: 'newest',
      title: t('points.newest'),
      render: (point) => <NewestReading point={point} zone={zone} siteId={siteId} />,
      sortBy: ({ activity }) => activity?.newestStart ?? null,
    },
    { key: 'quantity', title: t('points.quantity'), value: ({ quantity }) => t(`quantity.${quantity}`) },
    { key: 'unit', title: t('points.unit'), value: ({ unit }) => unit },
    {
      key: 'interval',
      title: t('points.interval'),
      value: (point) => intervalText(point.intervalSeconds),
      sortBy: (point) => point.intervalSeconds,
      isFigure: true,
    },
    { key: 'mode', title: t('points.mode'), value: ({ acquisitionMode }) => t(`mode.${acquisitionMode}`) },
  ];
  if (!mayWrite) return columns;
  const rowKeys = (point: Point) => (
    <div className="row point-keys">
      <Button size="small" onClick={() => keys.connect(point, zone)} aria-label={t('sending.title', { point: point.name })}>
        {t('sending.open')}
      </Button>
      <Button size="small" onClick={() => keys.changePoint(point)} aria-label={t('meters.changeOf', { name: point.name })}>
        {t('change')}
      </Button>
    </div>
  );
  return [...columns, { key: 'keys', title: t('actions'), render: rowKeys }];
}

/** One meter with what it measures. */
export function MeterCard({ meter, site, points, keys }: { meter: Meter; site: Site | undefined; points: Point[]; keys: MeterKeys }) {
  const { t } = useTranslation('fems');
  const mayWrite = useMay('fems.meter.write');
  const columns = usePointColumns(site?.zone ?? homeZone, meter.siteId, keys);
  return (
    <section id={meterAnchor(meter.id)} tabIndex={-1} className="card meter-card" aria-label={meter.name}>
      <div className="meter-head">
        <div>
          <h2>
            {meter.name} {meter.main && <span className="tag tag-ok">{t('meters.main')}</span>}
          </h2>
          {site && <p className="quiet">{site.name}</p>}
        </div>
        {mayWrite && (
          <div className="row">
            <Button onClick={() => keys.addPoint(meter)} aria-label={t('points.createFor', { meter: meter.name })}>
              {t('points.create')}
            </Button>
            <Button onClick={() => keys.changeMeter(meter)} aria-label={t('meters.changeOf', { name: meter.name })}>
              {t('change')}
            </Button>
          </div>
        )}
      </div>
      {points.length === 0 ? (
        <Empty title={t('points.empty')} next={t('points.emptyNext')} />
      ) : (
        <DataTable
          id={`points-${meter.id.slice(-8)}`}
          label={t('points.of', { meter: meter.name })}
          columns={columns}
          rows={points}
          rowKey={({ id }) => id}
          pageSize={50}
        />
      )}
    </section>
  );
}
