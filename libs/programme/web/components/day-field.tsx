import { DatePicker, dayjs } from '@maru/web/date-picker';
import { Form } from 'antd';
import type { Dayjs } from 'dayjs';
import type { ReactNode } from 'react';

/** What a person may type: with hyphens, points or nothing in between. */
const typed = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY. M. D.', 'YYYY. M. D'];

interface DayFieldProps {
  name: string;
  label: string;
  extra?: ReactNode;
  /** What is said when it is left empty; it may be left empty without it. */
  required?: string;
  /** The last day that can be chosen. */
  until: string;
}

/** A day of the calendar in a form, chosen or typed; its value is a text such as 2026-11-27. */
export function DayField({ name, label, extra, required, until }: DayFieldProps) {
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      rules={required ? [{ required: true, message: required }] : []}
      getValueProps={(value?: string | null) => ({ value: value ? dayjs(value) : null })}
      normalize={(value: Dayjs | null) => value?.format('YYYY-MM-DD')}
    >
      <DatePicker format={typed} disabledDate={(day) => day.format('YYYY-MM-DD') > until} placeholder="YYYY-MM-DD" showNow={false} />
    </Form.Item>
  );
}
