import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, dayCell } from '@maru/web/data-table';
import { ConfirmKey, FormDialog } from '@maru/web/dialog';
import { ProblemForm } from '@maru/web/problem-form';
import { useFormats } from '@maru/web/use-formats';
import { Button, Form, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from './day-field';

export type Calendar = Schemas['WorkingCalendarItem'];
type SingleDay = Schemas['SingleDay'];
export type SaveCalendar = (body: Schemas['WorkingCalendarBody']) => Promise<unknown>;

interface SingleDaysProps {
  calendar: Calendar;
  save: SaveCalendar;
  mayWrite: boolean;
}

/** What is said of a day that was said otherwise before counts. */
const withDay = (days: readonly SingleDay[], day: SingleDay): SingleDay[] => [...days.filter((each) => each.day !== day.day), day];

function AddDay({ calendar, save, isOpen, onClose }: Omit<SingleDaysProps, 'mayWrite'> & { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('programme');
  const { t: ofKit } = useTranslation('web');
  const submit = async (day: SingleDay) => {
    await save({ weekdays: calendar.weekdays, days: withDay(calendar.days, day) });
    onClose();
  };
  return (
    <FormDialog title={t('calendar.add')} isOpen={isOpen} onClose={onClose}>
      <ProblemForm<SingleDay>
        fields={['day', 'works']}
        initial={{ works: false }}
        submitLabel={t('calendar.add')}
        submit={submit}
        onCancel={onClose}
      >
        <DayField name="day" label={t('calendar.day')} required={ofKit('form.required')} />
        <Form.Item name="works" label={t('calendar.works')} rules={[{ required: true }]}>
          <Radio.Group
            options={[
              { value: false, label: t('calendar.off') },
              { value: true, label: t('calendar.on') },
            ]}
          />
        </Form.Item>
      </ProblemForm>
    </FormDialog>
  );
}

/** Single days on which the site works though it usually does not, or the other way round. */
export function SingleDays({ calendar, save, mayWrite }: SingleDaysProps) {
  const { t } = useTranslation('programme');
  const { day: dayText } = useFormats();
  const [isOpen, setOpen] = useState(false);
  const said = ({ works }: SingleDay) => t(works ? 'calendar.on' : 'calendar.off');
  const without = (day: string) => save({ weekdays: calendar.weekdays, days: calendar.days.filter((each) => each.day !== day) });
  const columns: Column<SingleDay>[] = [
    { key: 'day', title: t('calendar.day'), value: ({ day }) => dayCell(day, dayText) },
    { key: 'works', title: t('calendar.works'), value: said, choice: ({ works }) => String(works) },
  ];
  if (mayWrite)
    columns.push({
      key: 'keys',
      title: t('actions'),
      render: ({ day }) => (
        <ConfirmKey
          label={t('calendar.remove.key')}
          title={t('calendar.remove.question', { day: dayText(day) })}
          consequence={t('calendar.remove.consequence')}
          act={() => without(day)}
        />
      ),
    });
  return (
    <section className="card" aria-labelledby="single-days">
      <div className="row calendar-head">
        <h2 id="single-days" className="section-heading">
          {t('calendar.single')}
        </h2>
        {mayWrite && <Button onClick={() => setOpen(true)}>{t('calendar.add')}</Button>}
      </div>
      {calendar.days.length > 0 ? (
        <DataTable id="days" label={t('calendar.single')} columns={columns} rows={calendar.days} rowKey={({ day }) => day} pageSize={50} />
      ) : (
        <p className="quiet">{t('calendar.singleNone')}</p>
      )}
      <AddDay calendar={calendar} save={save} isOpen={isOpen} onClose={() => setOpen(false)} />
    </section>
  );
}
