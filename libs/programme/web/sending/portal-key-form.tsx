import type { Schemas } from '@maru/web/client';
import { FormDialog } from '@maru/web/dialog';
import { ProblemForm } from '@maru/web/problem-form';
import { useWrite } from '@maru/web/write';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

interface PortalKeyFormProps {
  /** Whose key is set; null while the form is closed. */
  site: Schemas['PortalKeyItem'] | null;
  onClose: () => void;
  /** Told the connection test that begins with it. */
  onTest: (taskId: string | null) => void;
}

/** Takes a key in, which nobody sees again: no field is filled by the browser, and none remembered. */
export function PortalKeyForm({ site, onClose, onTest }: PortalKeyFormProps) {
  const { t } = useTranslation('programme');
  const { t: ofKit } = useTranslation('web');
  const set = useWrite('put', '/api/programme/portal-keys/{siteId}', ['/api/programme/portal-keys', '/api/programme/log-queue']);
  const submit = async (body: { key: string }) => {
    if (!site) return;
    const { taskId } = await set.mutateAsync({ params: { path: { siteId: site.siteId } }, body });
    onTest(taskId);
    onClose();
  };
  return (
    <FormDialog title={t('keys.formTitle', { site: site?.siteName ?? '' })} isOpen={site !== null} onClose={onClose}>
      <ProblemForm<{ key: string }> fields={['key']} submitLabel={t('keys.save')} submit={submit} onCancel={onClose}>
        <Form.Item
          name="key"
          label={t('keys.field')}
          extra={t('keys.fieldHint')}
          rules={[{ required: true, whitespace: true, message: ofKit('form.required') }]}
        >
          <Input type="password" autoComplete="off" spellCheck={false} maxLength={300} />
        </Form.Item>
      </ProblemForm>
    </FormDialog>
  );
}
