import { FormDialog } from '@maru/web/dialog';
import { ProblemForm } from '@maru/web/problem-form';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Duty } from '../duties/words';
import { DayField } from './day-field';

interface Values {
  registeredOn: string;
  note?: string;
}

interface RegistrationDialogProps {
  /** The half-year that was registered; null while nothing is open. */
  duty: Duty | null;
  onClose: () => void;
}

/** Records that a half-year was registered by hand at the portal. */
export function RegistrationDialog({ duty, onClose }: RegistrationDialogProps) {
  const { t } = useTranslation('programme');
  const { t: ofKit } = useTranslation('web');
  const formats = useFormats();
  const record = useWrite('post', '/api/programme/registration-changes', ['/api/programme/duties', '/api/programme/registration-changes']);
  const submit = async (values: Values) => {
    if (duty?.agreementId && duty.halfYear)
      await record.mutateAsync({ body: { agreementId: duty.agreementId, halfYear: duty.halfYear, change: 'registered', ...values } });
    onClose();
  };
  const month = duty?.period ? formats.month(duty.period.from) : '';
  return (
    <FormDialog title={t('duties.register.title', { month, number: duty?.agreementNumber })} isOpen={duty !== null} onClose={onClose}>
      <p className="quiet dialog-lead">{t('duties.register.lead')}</p>
      <ProblemForm<Values> fields={['registeredOn', 'note']} submitLabel={t('duties.register.submit')} submit={submit} onCancel={onClose}>
        <DayField name="registeredOn" label={t('duties.register.day')} required={ofKit('form.required')} />
        <Form.Item name="note" label={t('duties.register.note')} extra={t('duties.register.noteHint')}>
          <Input maxLength={300} autoComplete="off" />
        </Form.Item>
      </ProblemForm>
    </FormDialog>
  );
}
