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
}

/**
 * A day of the calendar in a form, chosen or typed; its value is a text such as 2026-11-27. No day is barred here: the field would forget one
 * that was typed and then ask for it, where the answer of the server says what is wrong with it.
 */
export function DayField({ name, label, extra, required }: DayFieldProps) {
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      rules={required ? [{ required: true, message: required }] : []}
      getValueProps={(value?: string | null) => ({ value: value ? dayjs(value) : null })}
      normalize={(value: Dayjs | null) => value?.format('YYYY-MM-DD')}
    >
      <DatePicker format={typed} placeholder="YYYY-MM-DD" showNow={false} />
    </Form.Item>
  );
}
