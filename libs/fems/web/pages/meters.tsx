import { useHashTarget } from '@maru/web/hash-target';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useSite } from '@maru/web/site';
import { Empty, Failed, Loading } from '@maru/web/states';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { MeterCard, type MeterKeys } from '../components/meter-card';
import { MeterDialog } from '../components/meter-dialog';
import { NewPointDialog, PointDialog } from '../components/point-dialog';
import { ReadingSources, SourceDialog } from '../components/reading-sources';
import { SendingDialog } from '../components/sending-dialog';
import { type Metering, nextStep } from '../metering/next-step';
import { useMetering } from '../metering/use-metering';
import type { Meter, Point } from '../metering/words';
import './meters.css';

/** What is open over the page, one thing at a time. */
type Open =
  | { kind: 'meter'; meter: Meter | 'new' }
  | { kind: 'new-point'; meter: Meter }
  | { kind: 'point'; point: Point }
  | { kind: 'source' }
  | { kind: 'sending'; point: Point; zone: string };

function Dialogs({ open, metering, onClose }: { open: Open | null; metering: Metering; onClose: () => void }) {
  return (
    <>
      <MeterDialog meter={open?.kind === 'meter' ? open.meter : null} metering={metering} onClose={onClose} />
      <NewPointDialog meter={open?.kind === 'new-point' ? open.meter : null} onClose={onClose} />
      <PointDialog point={open?.kind === 'point' ? open.point : null} onClose={onClose} />
      <SourceDialog isOpen={open?.kind === 'source'} onClose={onClose} />
      <SendingDialog
        point={open?.kind === 'sending' ? open.point : null}
        zone={open?.kind === 'sending' ? open.zone : ''}
        sources={metering.sources}
        onClose={onClose}
      />
    </>
  );
}

/** Nothing to list yet: leads to the first thing to register. */
function Beginning({ step, createKey }: { step: 'site' | 'meter'; createKey: React.ReactNode }) {
  const { t } = useTranslation('fems');
  const mayRegister = { site: useMay('workspace.site.write'), meter: useMay('fems.meter.write') }[step];
  return (
    <div className="card">
      <Empty title={t(`begin.${step}`)} next={mayRegister ? t(`step.${step}`) : t('begin.ask')}>
        {step === 'meter' && createKey}
        {step === 'site' && mayRegister && (
          <Link className="button button-main" to="/workspace/sites">
            {t('begin.toSites')}
          </Link>
        )}
      </Empty>
    </div>
  );
}

function Registered({ metering }: { metering: Metering }) {
  const { t } = useTranslation('fems');
  const mayWrite = useMay('fems.meter.write');
  const [open, setOpen] = useState<Open | null>(null);
  const { siteId } = useSite();
  useHashTarget();
  const { sites, meters, points, sources } = metering;
  const site = sites.find(({ id }) => id === siteId);
  const shown = site ? meters.filter((meter) => meter.siteId === site.id) : meters;
  const step = nextStep(metering);
  const keys: MeterKeys = {
    changeMeter: (meter) => setOpen({ kind: 'meter', meter }),
    addPoint: (meter) => setOpen({ kind: 'new-point', meter }),
    changePoint: (point) => setOpen({ kind: 'point', point }),
    connect: (point, zone) => setOpen({ kind: 'sending', point, zone }),
  };
  const createMeter = mayWrite && sites.length > 0 && (
    <Button type="primary" onClick={() => setOpen({ kind: 'meter', meter: 'new' })}>
      {t('meters.create')}
    </Button>
  );
  const createSource = mayWrite && <Button onClick={() => setOpen({ kind: 'source' })}>{t('sources.create')}</Button>;
  return (
    <Page title={t('meters.title')} sub={t('meters.sub')} actions={meters.length > 0 && createMeter} figures>
      {step === 'site' || step === 'meter' ? (
        <Beginning step={step} createKey={createMeter} />
      ) : (
        <>
          {step && mayWrite && <p className="notice notice-warning">{t(`step.${step}`)}</p>}
          {site && shown.length === 0 && (
            <div className="card">
              <Empty title={t('meters.noneAt', { site: site.name })} next={t('meters.noneAtNext')} />
            </div>
          )}
          {shown.map((meter) => (
            <MeterCard
              key={meter.id}
              meter={meter}
              site={sites.find(({ id }) => id === meter.siteId)}
              points={points.filter(({ meterId }) => meterId === meter.id)}
              keys={keys}
            />
          ))}
          <ReadingSources sources={sources} createKey={createSource} />
        </>
      )}
      <Dialogs open={open} metering={metering} onClose={() => setOpen(null)} />
    </Page>
  );
}

/** 계량기와 계측 항목: what is measured, whether it arrives, and everything to be registered before it can. */
export default function Meters() {
  const { t } = useTranslation('fems');
  const { data, error, retry } = useMetering();
  if (data) return <Registered metering={data} />;
  return (
    <Page title={t('meters.title')} sub={t('meters.sub')} figures>
      <div className="card">{error ? <Failed error={error} retry={retry} /> : <Loading />}</div>
    </Page>
  );
}
