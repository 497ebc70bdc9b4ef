import { ProblemForm } from '@maru/web/problem-form';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { BoxGroup } from './box-group';
import type { Calendar, SaveCalendar } from './single-days';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

interface WorkingWeekProps {
  calendar: Calendar;
  save: SaveCalendar;
  mayWrite: boolean;
}

/** The days of the week on which the site works. */
export function WorkingWeek({ calendar, save, mayWrite }: WorkingWeekProps) {
  const { t } = useTranslation('programme');
  const named = (weekday: (typeof weekdays)[number]) => t(`calendar.weekday.${weekday}`);
  const works = weekdays.filter((weekday) => calendar.weekdays.includes(weekday));
  return (
    <section className="card" aria-labelledby="working-week">
      <h2 id="working-week">{t('calendar.week')}</h2>
      <p className="quiet">{t('calendar.weekHint')}</p>
      {mayWrite ? (
        <ProblemForm<{ weekdays: number[] }>
          key={calendar.version}
          fields={['weekdays']}
          initial={{ weekdays: [...calendar.weekdays] }}
          submitLabel={t('calendar.saveWeek')}
          submit={(values) => save({ weekdays: values.weekdays, days: calendar.days })}
        >
          <Form.Item name="weekdays" label={t('calendar.weekdays')} required>
            <BoxGroup options={weekdays.map((value) => ({ value, label: named(value) }))} />
          </Form.Item>
        </ProblemForm>
      ) : (
        <p>{works.length > 0 ? works.map(named).join(', ') : t('calendar.none')}</p>
      )}
    </section>
  );
}
