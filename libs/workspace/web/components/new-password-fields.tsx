import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

const lengthMin = 10;

/** A new password and, to be sure of what was typed, once more. Only the first one is sent. */
export function NewPasswordFields({ name, label, repeatedLabel }: { name: string; label: string; repeatedLabel: string }) {
  const { t } = useTranslation('workspace');
  const { t: ofKit } = useTranslation('web');
  const required = { required: true, message: ofKit('form.required') };
  return (
    <>
      <Form.Item name={name} label={label} extra={t('password.hint')} rules={[required, { min: lengthMin, message: t('password.hint') }]}>
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeated"
        label={repeatedLabel}
        dependencies={[name]}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || value === getFieldValue(name) ? Promise.resolve() : Promise.reject(new Error(t('password.differs'))),
          }),
        ]}
      >
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
