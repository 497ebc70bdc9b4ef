import { CopyKey } from '@maru/web/copy-key';
import { FormDialog } from '@maru/web/dialog';
import { useMay } from '@maru/web/me';
import { Picker } from '@maru/web/picker';
import { zonedText } from '@maru/web/zoned';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Point, Source } from '../metering/words';

/**
 * A batch of one reading as the API takes it: of the last interval that is over, stamped as the source stamps. In place
 * of the value stands a word, which the API refuses: an example that is sent as it is must not become a reading.
 */
function exampleBatch(point: Point, source: Source, zone: string, value: string): string {
  const lengthMs = point.intervalSeconds * 1000;
  const endMs = Math.floor(Date.now() / lengthMs) * lengthMs;
  const at = zonedText(source.stamp === 'intervalEnd' ? endMs : endMs - lengthMs, zone);
  return JSON.stringify({ sourceId: source.id, readings: [{ pointId: point.id, at, value }] }, null, 2);
}

function SendingGuide({ point, sources, zone }: { point: Point; sources: Source[]; zone: string }) {
  const { t } = useTranslation('fems');
  const mayMakeKeys = useMay('workspace.device-key.write');
  const [sourceId, setSourceId] = useState(sources[0].id);
  const source = sources.find(({ id }) => id === sourceId) ?? sources[0];
  const batch = exampleBatch(point, source, zone, t('sending.placeholder'));
  const request = `POST ${window.location.origin}/api/fems/readings\nContent-Type: application/json\nAuthorization: Bearer maru_dk_…`;
  return (
    <div className="sending-guide">
      <p>{t('sending.intro')}</p>
      {sources.length > 1 && (
        <Picker
          label={t('sources.title')}
          value={source.id}
          options={sources.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setSourceId}
        />
      )}
      <section aria-label={t('sending.request')}>
        <pre>{request}</pre>
        <pre>{batch}</pre>
      </section>
      <CopyKey text={batch} label={t('sending.copy')} />
      <ul className="quiet">
        <li>
          {t('sending.key')} {mayMakeKeys && <Link to="/workspace/device-keys">{t('sending.toKeys')}</Link>}
        </li>
        <li>{t(`sending.at.${source.stamp}`)}</li>
        <li>{t('sending.value', { unit: point.unit })}</li>
        <li>{t('sending.again')}</li>
      </ul>
    </div>
  );
}

interface SendingDialogProps {
  /** The point that is to be connected; null while nothing is open. */
  point: Point | null;
  sources: Source[];
  zone: string;
  onClose: () => void;
}

/** What a device or a program has to send, with the ids of this point filled in. */
export function SendingDialog({ point, sources, zone, onClose }: SendingDialogProps) {
  const { t } = useTranslation('fems');
  return (
    <FormDialog title={t('sending.title', { point: point?.name ?? '' })} isOpen={point !== null} onClose={onClose}>
      {point && sources.length > 0 && <SendingGuide point={point} sources={sources} zone={zone} />}
      {point && sources.length === 0 && <p className="notice notice-warning">{t('step.source')}</p>}
    </FormDialog>
  );
}
