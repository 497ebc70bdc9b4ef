import { DatePicker as AntDatePicker, type DatePickerProps } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/en-gb';
import 'dayjs/locale/ko';
import { useTranslation } from 'react-i18next';
import './date-picker.css';

/** The calendar of the product. Its weeks and months are in dayjs's language, which has to follow the page's. */
export function DatePicker(props: DatePickerProps<Dayjs, false>) {
  const { i18n } = useTranslation();
  dayjs.locale(i18n.language === 'ko' ? 'ko' : 'en-gb');
  return <AntDatePicker {...props} />;
}

/** What the calendar takes and gives. */
export { dayjs };
