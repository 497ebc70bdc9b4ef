import { FormDialog } from '@maru/web/dialog';
import { useMe } from '@maru/web/me';
import { ProblemForm } from '@maru/web/problem-form';
import { Empty } from '@maru/web/states';
import { useWrite } from '@maru/web/write';
import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endOfDay, OfficeKeyFields } from './office-key-fields';
import { isDeviceScope, isPullScope, useScopeNames } from './scope-names';

interface Values {
  name: string;
  scopes: string[];
  /** The last day on which a key of an office is good. */
  endsAt?: string;
  companies?: string[];
}

/** The key itself, this once. Where the browser refuses to copy (plain http in a factory's network) it is selected by hand. */
function ShownKey({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation('workspace');
  const [copied, setCopied] = useState<'yes' | 'refused' | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied('yes');
    } catch {
      setCopied('refused');
    }
  };
  return (
    <>
      <p className="notice notice-warning">{t('deviceKeys.once')}</p>
      <p className="row">
        <Input readOnly value={secret} aria-label={t('deviceKeys.secret')} onFocus={(event) => event.currentTarget.select()} />
      </p>
      <p className="row form-keys">
        <Button type="primary" onClick={copy}>
          {t('deviceKeys.copy')}
        </Button>
        <Button onClick={onClose}>{t('deviceKeys.kept')}</Button>
        <span role="status">{copied && t(copied === 'yes' ? 'deviceKeys.copied' : 'deviceKeys.copyRefused')}</span>
      </p>
    </>
  );
}

/** Creates a device key in two steps: what it is for, then the key itself. */
export function NewDeviceKey({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('workspace');
  const { t: ofKit } = useTranslation('web');
  const scopes = useMe().permissions.filter(isDeviceScope);
  const names = useScopeNames()(scopes);
  const create = useWrite('post', '/api/workspace/device-keys', ['/api/workspace/device-keys']);
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => {
    setSecret(null);
    onClose();
  };
  const isOffice = scopes.some(isPullScope);
  const submit = async ({ endsAt, companies, ...values }: Values) => {
    const body = {
      ...values,
      ...(endsAt ? { endsAt: endOfDay(endsAt) } : {}),
      ...(companies && companies.length > 0 ? { companies } : {}),
    };
    setSecret((await create.mutateAsync({ body })).key);
  };
  return (
    <FormDialog title={t('deviceKeys.create.title')} isOpen={isOpen} onClose={close}>
      {secret && <ShownKey secret={secret} onClose={close} />}
      {!secret && scopes.length === 0 && <Empty title={t('deviceKeys.noScopes')} next={t('deviceKeys.noScopesNext')} />}
      {!secret && scopes.length > 0 && (
        <ProblemForm<Values>
          fields={['name', 'endsAt', 'companies', 'scopes']}
          initial={{ scopes }}
          submitLabel={t('deviceKeys.create.key')}
          submit={submit}
          onCancel={close}
        >
          <Form.Item
            name="name"
            label={t('deviceKeys.name')}
            extra={t(isOffice ? 'deviceKeys.office.nameHint' : 'deviceKeys.nameHint')}
            rules={[{ required: true, whitespace: true, message: ofKit('form.required') }]}
          >
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          {isOffice && <OfficeKeyFields />}
          <Form.Item name="scopes" label={t('deviceKeys.scopes')} rules={[{ required: true, message: ofKit('form.required') }]}>
            <Checkbox.Group options={scopes.map((value, index) => ({ value, label: names[index] }))} />
          </Form.Item>
        </ProblemForm>
      )}
    </FormDialog>
  );
}
