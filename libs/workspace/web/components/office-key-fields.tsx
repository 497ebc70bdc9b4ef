import { DatePicker, dayjs } from '@maru/web/date-picker';
import { useReadAll } from '@maru/web/read';
import { addDays, homeZone, instantOf } from '@maru/web/zoned';
import { Form, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';

/** A key of an office is good until the end of this day, as the programme counts days. */
export const endOfDay = (day: string): string => new Date(instantOf(addDays(day, 1), homeZone)).toISOString();

/** What a key of an office needs beside its name: when it ends, and which companies it may read. */
export function OfficeKeyFields() {
  const { t } = useTranslation('workspace');
  const { t: ofKit } = useTranslation('web');
  const companies = useReadAll('/api/workspace/granted-companies', { supporting: true });
  return (
    <>
      <Form.Item
        name="endsAt"
        label={t('deviceKeys.office.lastDay')}
        extra={t('deviceKeys.office.lastDayHint')}
        rules={[{ required: true, message: ofKit('form.required') }]}
        getValueProps={(value?: string | null) => ({ value: value ? dayjs(value) : null })}
        normalize={(value: Dayjs | null) => value?.format('YYYY-MM-DD')}
      >
        <DatePicker
          format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D']}
          disabledDate={(day) => day.isBefore(dayjs(), 'day')}
          placeholder="YYYY-MM-DD"
          showNow={false}
        />
      </Form.Item>
      <Form.Item name="companies" label={t('deviceKeys.office.companies')} extra={t('deviceKeys.office.companiesHint')}>
        <Select
          mode="multiple"
          loading={companies.isFetching}
          optionFilterProp="label"
          options={(companies.data ?? []).map(({ organisationId, name, simulated }) => ({
            value: organisationId,
            label: simulated ? `${name} (${ofKit('simulated.tag')})` : name,
          }))}
          placeholder={t('deviceKeys.office.allCompanies')}
        />
      </Form.Item>
    </>
  );
}
