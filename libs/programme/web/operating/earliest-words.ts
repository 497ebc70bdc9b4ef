import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import type { Verdict } from './words';

type Need = NonNullable<Verdict['earliest']>['needs'][number];

/** What it would take, of a verdict that is not met: from which notice on, and what is needed until then. Nothing of any other verdict. */
export function useEarliestWords(): (verdict: Verdict) => string[] {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const ofMonth = ({ month, missing, toCome, unknown }: Need): string => {
    const by = unknown === 0 ? 'toCome' : toCome === 0 ? 'unknown' : 'both';
    return t(`operating.earliest.${by}`, { month: formats.month(`${month}-01`), missing, toCome, unknown });
  };
  return ({ earliest, definition }) => {
    if (!earliest) return [];
    const { noticeDay, noticeDayByKnown, reason, needs } = earliest;
    const since = definition.builtSince ? formats.day(definition.builtSince) : '';
    const day = noticeDayByKnown && formats.day(noticeDayByKnown);
    const from = noticeDay && formats.day(noticeDay);
    const isBuiltBefore = reason === 'built-before';
    return [
      // What has to be built first is completed nobody knows when: no day alone is promised.
      from ? t(`operating.earliest.${isBuiltBefore ? 'build' : 'from'}`, { day: from, since }) : t('operating.earliest.never'),
      ...(isBuiltBefore && !from ? [t('operating.because.built-before', { since })] : []),
      ...(reason === 'no-agreement' || reason === 'not-completed' ? [t(`operating.because.${reason}`)] : []),
      ...needs.map(ofMonth),
      ...(noticeDay !== noticeDayByKnown ? [day ? t('operating.earliest.byKnown', { day }) : t('operating.earliest.neverByKnown')] : []),
    ];
  };
}
