import { useTranslation } from 'react-i18next';
import type { Completeness } from '../../quality/review';

const looks = { arriving: 'tag-ok', late: 'tag-warning', silent: 'tag-bad', never: '', withdrawn: '', manual: '' } as const;

/** Whether readings come as they should, in a word. */
export function ArrivalTag({ arrival }: Pick<Completeness, 'arrival'>) {
  const { t } = useTranslation('fems');
  return <span className={`tag ${looks[arrival]}`}>{t(`quality.arrival.${arrival}`)}</span>;
}
