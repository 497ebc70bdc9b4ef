import type { Schemas } from '@maru/web/client';
import { ProblemForm } from '@maru/web/problem-form';
import { homeZone } from '@maru/web/zoned';
import { AutoComplete, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

type Body = Schemas['SiteBody'];
const fields = ['name', 'businessRegistrationNumber', 'ksicCode', 'zone', 'address'] as const;

/** As people write it, 124-81-00998; whether the check digit is right is the server's to say. */
function withHyphens(text: string): string {
  const digits = text.replace(/\D/g, '').slice(0, 10);
  return [digits.slice(0, 3), digits.slice(3, 5), digits.slice(5)].filter(Boolean).join('-');
}

interface SiteFormProps {
  /** The site that is changed; absent for a new one. */
  site?: Schemas['SiteItem'];
  submit: (body: Body) => Promise<void>;
  onCancel: () => void;
}

export function SiteForm({ site, submit, onCancel }: SiteFormProps) {
  const { t } = useTranslation('workspace');
  const { t: ofKit } = useTranslation('web');
  const required = { required: true, whitespace: true, message: ofKit('form.required') };
  const initial: Partial<Body> = site
    ? {
        ...site,
        businessRegistrationNumber: withHyphens(site.businessRegistrationNumber),
        ksicCode: site.ksicCode ?? undefined,
        address: site.address ?? undefined,
      }
    : { zone: homeZone };
  const zones = Intl.supportedValuesOf('timeZone').map((value) => ({ value }));
  return (
    <ProblemForm<Body>
      fields={fields}
      initial={initial}
      submitLabel={t(site ? 'save' : 'sites.create')}
      submit={submit}
      onCancel={onCancel}
    >
      <Form.Item name="name" label={t('sites.name')} extra={site ? undefined : t('sites.severalHint')} rules={[required]}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="businessRegistrationNumber"
        label={t('sites.businessRegistrationNumber')}
        extra={t('sites.numberHint')}
        normalize={withHyphens}
        rules={[required, { pattern: /^\d{3}-\d{2}-\d{5}$/, message: t('sites.numberShape') }]}
        validateTrigger="onBlur"
      >
        <Input inputMode="numeric" autoComplete="off" />
      </Form.Item>
      <Form.Item name="ksicCode" label={t('sites.ksicCode')} extra={t('sites.ksicHint')}>
        <Input maxLength={6} autoComplete="off" />
      </Form.Item>
      <Form.Item name="zone" label={t('sites.zone')} extra={t('sites.zoneHint')} rules={[required]}>
        <AutoComplete options={zones} showSearch={{ filterOption: true }} />
      </Form.Item>
      <Form.Item name="address" label={t('sites.address')}>
        <Input maxLength={300} autoComplete="off" />
      </Form.Item>
    </ProblemForm>
  );
}
