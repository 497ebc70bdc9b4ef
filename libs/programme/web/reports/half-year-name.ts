import { useTranslation } from 'react-i18next';

/** `2026-H1` in words. */
export function useHalfYearName(): (id: string) => string {
  const { t } = useTranslation('programme');
  return (id) => t(id.endsWith('H1') ? 'agreements.firstHalf' : 'agreements.secondHalf', { year: id.slice(0, 4) });
}
