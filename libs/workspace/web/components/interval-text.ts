import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';

export interface Interval {
  from: string;
  /** Null while it goes on. */
  to: string | null;
}

/** A half-open interval in words, as people read it. */
export function useIntervalText(): (interval: Interval) => string {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  return ({ from, to }) => {
    const begin = formats.instant(from);
    return to ? t('interval.closed', { from: begin, to: formats.instant(to) }) : t('interval.open', { from: begin });
  };
}
