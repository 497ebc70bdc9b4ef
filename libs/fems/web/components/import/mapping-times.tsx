import { SelectField } from '@maru/web/select-field';
import { useTranslation } from 'react-i18next';
import { withFormat } from '../../importing/draft';
import { dateOrders, decimalMarks, type Mapping, midnights, timeFormats } from '../../importing/words';
import { intervals, stamps, useIntervalText } from '../../metering/words';
import type { DraftProps } from './mapping-columns';

/** Zones that plants of this service stand in, and the one of the mapping. */
const zones = [
  'Asia/Seoul',
  'UTC',
  'Asia/Shanghai',
  'Asia/Ho_Chi_Minh',
  'Asia/Kolkata',
  'Europe/Berlin',
  'America/Chicago',
  'America/New_York',
];

/** How times and numbers are written in the file. */
export function MappingTimes({ draft, errorsAt, change }: Omit<DraftProps, 'columns' | 'metering'>) {
  const { t } = useTranslation('fems');
  const intervalText = useIntervalText();
  const set = (changes: Partial<Mapping>) => change({ ...draft, ...changes });
  return (
    <div className="import-fields">
      <SelectField
        label={t('import.timeFormat')}
        value={draft.time.format}
        options={timeFormats.map((value) => ({ value, label: t(`import.timeFormats.${value}`) }))}
        errors={[...errorsAt('time.format'), ...errorsAt('time.columns')]}
        onChange={(format) => change(withFormat(draft, format))}
      />
      <SelectField
        label={t('import.dateOrder')}
        hint={t('import.dateOrderHint')}
        value={draft.dateOrder}
        options={dateOrders.map((value) => ({ value, label: t(`import.dateOrders.${value}`) }))}
        errors={errorsAt('dateOrder')}
        onChange={(dateOrder) => set({ dateOrder })}
      />
      <SelectField
        label={t('sources.stamp')}
        hint={t(`sources.explained.${draft.stamp}`)}
        value={draft.stamp}
        options={stamps.map((value) => ({ value, label: t(`stamp.${value}`) }))}
        errors={errorsAt('stamp')}
        onChange={(stamp) => set({ stamp })}
      />
      <SelectField
        label={t('import.midnight')}
        value={draft.midnight}
        options={midnights.map((value) => ({ value, label: t(`import.midnights.${value}`) }))}
        errors={errorsAt('midnight')}
        onChange={(midnight) => set({ midnight })}
      />
      <SelectField
        label={t('points.interval')}
        hint={t('points.intervalHint')}
        value={String(draft.intervalSeconds)}
        options={intervals.map((value) => ({ value: String(value), label: intervalText(value) }))}
        errors={errorsAt('intervalSeconds')}
        onChange={(value) => set({ intervalSeconds: Number(value) as Mapping['intervalSeconds'] })}
      />
      <SelectField
        label={t('import.zone')}
        hint={t('import.zoneHint')}
        value={draft.zone}
        options={[...new Set([draft.zone, ...zones])].map((value) => ({ value, label: value }))}
        errors={errorsAt('zone')}
        onChange={(zone) => set({ zone })}
      />
      <SelectField
        label={t('import.decimalMark')}
        value={draft.decimalMark}
        options={decimalMarks.map((value) => ({ value, label: t(`import.decimalMarks.${value === '.' ? 'point' : 'comma'}`) }))}
        errors={errorsAt('decimalMark')}
        onChange={(decimalMark) => set({ decimalMark })}
      />
    </div>
  );
}
