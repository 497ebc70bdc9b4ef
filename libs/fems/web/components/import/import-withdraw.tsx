import { FormDialog } from '@maru/web/dialog';
import { ProblemForm } from '@maru/web/problem-form';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Import, importPath, importsPath } from '../../importing/words';

interface Values {
  reason: string;
}

/** Takes an import back as one; says before what will happen, and asks why. */
export function WithdrawKey({ of }: { of: Import }) {
  const { t } = useTranslation('fems');
  const { t: ofKit } = useTranslation('web');
  const format = useFormats();
  const [isOpen, setOpen] = useState(false);
  const withdraw = useWrite('post', '/api/fems/reading-imports/{id}/withdrawal', [importPath, importsPath]);
  const close = () => setOpen(false);
  const submit = async ({ reason }: Values) => {
    await withdraw.mutateAsync({ params: { path: { id: of.id } }, body: { reason } });
    close();
  };
  const { accepted = 0, corrected = 0 } = of.counts ?? {};
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('import.withdraw')}
      </button>
      <FormDialog title={t('import.withdrawTitle', { name: of.fileName })} isOpen={isOpen} onClose={close}>
        <ul className="import-consequences">
          {accepted > 0 && <li>{t('import.withdrawAccepted', { count: accepted, shown: format.count(accepted) })}</li>}
          {corrected > 0 && <li>{t('import.withdrawCorrected', { count: corrected, shown: format.count(corrected) })}</li>}
          <li>{t('import.withdrawKept')}</li>
        </ul>
        <ProblemForm<Values> fields={['reason']} submitLabel={t('import.withdraw')} submit={submit} onCancel={close}>
          <Form.Item
            name="reason"
            label={t('import.withdrawReason')}
            extra={t('import.withdrawReasonHint')}
            rules={[{ required: true, whitespace: true, message: ofKit('form.required') }]}
          >
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
        </ProblemForm>
      </FormDialog>
    </>
  );
}
