import type { Schemas } from '@maru/web/client';
import { currentLanguage } from '@maru/web/language';
import { useMe } from '@maru/web/me';
import { ProblemForm } from '@maru/web/problem-form';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { BoxGroup } from './box-group';
import { DayField } from './day-field';

export type Agreement = Schemas['AgreementItem'];
export type Notice = Schemas['NoticeItem'];
type Body = Schemas['AgreementBody'];

const fields = [
  'noticeId',
  'number',
  'partyName',
  'supplierId',
  'siteIds',
  'modules',
  'signedOn',
  'completedOn',
  'finallyCompletedOn',
  'targetLevel',
] as const;
const levels = ['basic', 'intermediate1', 'intermediate2', 'advanced'] as const;

interface AgreementFormProps {
  /** The agreement that is changed; absent for a new one. */
  agreement?: Agreement;
  notices: readonly Notice[];
  sites: readonly Schemas['SiteItem'][];
  /** Those that the company lets see what is owed to a consortium. */
  suppliers: readonly Schemas['ReportingGrantItem'][];
  submit: (body: Body) => Promise<void>;
  onCancel: () => void;
}

/** Says beside the notice what follows from it, and asks for the consortium where one signs. */
function NoticeFields({ notices, suppliers, agreement }: Pick<AgreementFormProps, 'notices' | 'suppliers' | 'agreement'>) {
  const { t } = useTranslation('programme');
  const { t: ofKit } = useTranslation('web');
  const language = currentLanguage();
  const granted = new Map(suppliers.map(({ officeId, officeName }) => [officeId, officeName]));
  const named = agreement?.supplier;
  if (named) granted.set(named.organisationId, named.name);
  const required = { required: true, message: ofKit('form.required') };
  return (
    <>
      <Form.Item name="noticeId" label={t('agreements.notice')} extra={t('agreements.noticeHint')} rules={[required]}>
        <Select options={notices.map(({ id, title }) => ({ value: id, label: title[language] }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['noticeId']}>
        {({ getFieldValue }) => {
          const notice = notices.find(({ id }) => id === getFieldValue('noticeId'));
          if (notice?.party !== 'supplierConsortium') return null;
          return (
            <>
              <Form.Item
                name="partyName"
                label={t('agreements.partyName')}
                extra={t('agreements.partyNameHint')}
                rules={[{ ...required, whitespace: true }]}
              >
                <Input maxLength={100} autoComplete="off" />
              </Form.Item>
              <Form.Item
                name="supplierId"
                label={t('agreements.supplierId')}
                extra={t(granted.size > 0 ? 'agreements.supplierHint' : 'agreements.supplierHintNone')}
              >
                <Select allowClear disabled={granted.size === 0} options={[...granted].map(([value, label]) => ({ value, label }))} />
              </Form.Item>
            </>
          );
        }}
      </Form.Item>
    </>
  );
}

export function AgreementForm({ agreement, notices, sites, suppliers, submit, onCancel }: AgreementFormProps) {
  const { t } = useTranslation('programme');
  const { t: ofKit } = useTranslation('web');
  const { modules } = useMe();
  const language = currentLanguage();
  const needed = ofKit('form.required');
  const subscribable = modules.filter(({ alwaysOn }) => !alwaysOn);
  const initial = agreement
    ? { ...agreement, supplierId: agreement.supplier?.organisationId, siteIds: agreement.sites.map(({ id }) => id) }
    : {
        siteIds: sites.length === 1 ? [sites[0].id] : [],
        modules: subscribable.filter(({ subscribed }) => subscribed).map(({ id }) => id),
      };
  return (
    <ProblemForm<Body>
      fields={fields}
      initial={initial as Partial<Body>}
      submitLabel={t(agreement ? 'agreements.save' : 'agreements.create')}
      submit={submit}
      onCancel={onCancel}
    >
      <NoticeFields notices={notices} suppliers={suppliers} agreement={agreement} />
      <Form.Item
        name="number"
        label={t('agreements.number')}
        extra={t('agreements.numberHint')}
        rules={[{ required: true, whitespace: true, message: needed }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="siteIds"
        label={t('agreements.sites')}
        extra={t('agreements.sitesHint')}
        rules={[{ required: true, message: needed }]}
      >
        <BoxGroup options={sites.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item name="modules" label={t('agreements.modules')} rules={[{ required: true, message: needed }]}>
        <BoxGroup options={subscribable.map(({ id, name }) => ({ value: id, label: name[language] }))} />
      </Form.Item>
      <DayField name="signedOn" label={t('agreements.signedOn')} required={needed} />
      <DayField name="completedOn" label={t('agreements.completedOn')} extra={t('agreements.completedOnHint')} />
      <DayField name="finallyCompletedOn" label={t('agreements.finallyCompletedOn')} extra={t('agreements.finallyCompletedOnHint')} />
      <Form.Item name="targetLevel" label={t('agreements.targetLevel')} extra={t('agreements.targetLevelHint')}>
        <Select allowClear options={levels.map((value) => ({ value, label: t(`agreements.level.${value}`) }))} />
      </Form.Item>
    </ProblemForm>
  );
}
