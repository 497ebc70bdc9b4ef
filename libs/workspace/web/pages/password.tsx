import { Page } from '@maru/web/page';
import { ProblemForm } from '@maru/web/problem-form';
import { useWrite } from '@maru/web/write';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import './password.css';

interface Values {
  currentPassword: string;
  newPassword: string;
  repeated: string;
}

const lengthMin = 10;

/** 비밀번호 변경 */
export default function Password() {
  const { t } = useTranslation('workspace');
  const { t: ofKit } = useTranslation('web');
  const change = useWrite('put', '/api/me/password');
  const [isDone, setDone] = useState(false);
  const required = { required: true, message: ofKit('form.required') };
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
            <Form.Item name="currentPassword" label={t('password.current')} rules={[required]}>
              <Input.Password maxLength={200} autoComplete="current-password" />
            </Form.Item>
            <Form.Item
              name="newPassword"
              label={t('password.new')}
              extra={t('password.hint')}
              rules={[required, { min: lengthMin, message: t('password.hint') }]}
            >
              <Input.Password maxLength={200} autoComplete="new-password" />
            </Form.Item>
            <Form.Item
              name="repeated"
              label={t('password.repeated')}
              dependencies={['newPassword']}
              rules={[
                required,
                ({ getFieldValue }) => ({
                  validator: (_, value) =>
                    !value || value === getFieldValue('newPassword') ? Promise.resolve() : Promise.reject(new Error(t('password.differs'))),
                }),
              ]}
            >
              <Input.Password maxLength={200} autoComplete="new-password" />
            </Form.Item>
          </ProblemForm>
        )}
      </div>
    </Page>
  );
}
