import { KeyFigure, KeyFigures } from '@maru/web/key-figure';
import { useFormats } from '@maru/web/use-formats';
import { addDays } from '@maru/web/zoned';
import { useTranslation } from 'react-i18next';
import { type Duty, isOpen, useDutyWords } from '../duties/words';

/** The time for which logs are still owed: of several agreements the one that lasts longest. */
function LogDuty({ duties }: { duties: readonly Duty[] }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useDutyWords();
  const logs = duties.filter(({ kind }) => kind === 'logs');
  const [longest] = logs.filter(({ state }) => state === 'running').sort((a, b) => (b.days ?? 0) - (a.days ?? 0));
  if (!longest?.period)
    return (
      <KeyFigure label={t('duties.figure.logs')} value="–">
        {logs.length === 0
          ? t('duties.figure.logsNone')
          : t('duties.figure.logsOf', { state: words.state(logs[0]), number: logs[0].agreementNumber })}
      </KeyFigure>
    );
  return (
    <KeyFigure label={t('duties.figure.logs')} value={formats.count(longest.days ?? 0)} unit={t('duties.figure.daysLeft')}>
      {t('duties.figure.logsUntil', { day: formats.day(addDays(longest.period.to, -1)), number: longest.agreementNumber })}
    </KeyFigure>
  );
}

/** The one that is to be done now or next, and how many were not done in their time. */
function Registration({ duties }: { duties: readonly Duty[] }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useDutyWords();
  const registrations = duties.filter(({ kind }) => kind === 'registration');
  const next = registrations.find(({ state }) => state === 'due') ?? registrations.find(({ state }) => state === 'upcoming');
  const late = registrations.filter(({ state }) => state === 'late').length;
  const said = [
    next ? `${words.state(next)} · ${words.time(next)}` : t('duties.figure.registrationNone'),
    ...(late > 0 ? [t('duties.figure.late', { count: formats.count(late) })] : []),
  ];
  return (
    <KeyFigure label={t('duties.figure.registration')} value={next?.period ? formats.month(next.period.from) : '–'}>
      {said.join(' · ')}
    </KeyFigure>
  );
}

/** What is to be done now, how long logs are owed, and when the next registration by hand is. */
export function DutyFigures({ duties }: { duties: readonly Duty[] }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useDutyWords();
  const open = duties.filter(isOpen);
  return (
    <KeyFigures>
      <KeyFigure label={t('duties.figure.open')} value={formats.count(open.length)} unit={t('duties.figure.openUnit')}>
        {open.length > 0 ? t('duties.figure.first', { duty: words.name(open[0]), next: words.next(open[0]) }) : t('duties.figure.openNone')}
      </KeyFigure>
      <LogDuty duties={duties} />
      <Registration duties={duties} />
    </KeyFigures>
  );
}
