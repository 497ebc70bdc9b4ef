import { Page } from '@maru/web/page';
import { ProblemForm } from '@maru/web/problem-form';
import { useWrite } from '@maru/web/write';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NewPasswordFields } from '../components/new-password-fields';
import './password.css';

interface Values {
  currentPassword: string;
  newPassword: string;
}

/** 비밀번호 변경 */
export default function Password() {
  const { t } = useTranslation('workspace');
  const { t: ofKit } = useTranslation('web');
  const change = useWrite('put', '/api/me/password');
  const [isDone, setDone] = useState(false);
  const submit = async ({ currentPassword, newPassword }: Values) => {
    await change.mutateAsync({ body: { currentPassword, newPassword } });
    setDone(true);
  };
  return (
    <Page title={t('password.title')} sub={t('password.sub')}>
      <div className="card password-card">
        {isDone ? (
          <p className="notice notice-ok" role="status">
            {t('password.done')}
          </p>
        ) : (
          <ProblemForm<Values> fields={['currentPassword', 'newPassword']} submitLabel={t('password.key')} submit={submit}>
            <Form.Item name="currentPassword" label={t('password.current')} rules={[{ required: true, message: ofKit('form.required') }]}>
              <Input.Password maxLength={200} autoComplete="current-password" />
            </Form.Item>
            <NewPasswordFields name="newPassword" label={t('password.new')} repeatedLabel={t('password.repeated')} />
          </ProblemForm>
        )}
      </div>
    </Page>
  );
}
