import { FormDialog } from '@maru/web/dialog';
import { ProblemForm } from '@maru/web/problem-form';
import { useWrite } from '@maru/web/write';
import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Metering } from '../metering/next-step';
import type { Meter } from '../metering/words';

interface Values {
  siteId: string;
  name: string;
  main: boolean;
}

interface MeterDialogProps {
  /** The meter that is changed, 'new' for another one, null while nothing is open. */
  meter: Meter | 'new' | null;
  metering: Metering;
  onClose: () => void;
}

/** The first meter of a site is mostly the one at its supply. */
function proposed({ sites, meters }: Metering): Values {
  const site = sites.find(({ id }) => !meters.some(({ siteId }) => siteId === id)) ?? sites[0];
  return { siteId: site?.id ?? '', name: '', main: !meters.some(({ siteId, main }) => main && siteId === site?.id) };
}

/** Registers a meter, or changes the one given in the version that the person saw. */
export function MeterDialog({ meter, metering, onClose }: MeterDialogProps) {
  const { t } = useTranslation('fems');
  const { t: ofKit } = useTranslation('web');
  const create = useWrite('post', '/api/fems/meters', ['/api/fems/meters']);
  const change = useWrite('patch', '/api/fems/meters/{id}', ['/api/fems/meters']);
  const isNew = meter === 'new';
  const submit = async ({ siteId, name, main }: Values) => {
    if (isNew) await create.mutateAsync({ body: { siteId, name, main } });
    else if (meter) await change.mutateAsync({ params: { path: { id: meter.id } }, body: { name, main }, version: meter.version });
    onClose();
  };
  const title = t(isNew ? 'meters.create' : 'meters.change');
  return (
    <FormDialog title={title} isOpen={meter !== null} onClose={onClose}>
      <ProblemForm<Values>
        fields={isNew ? ['siteId', 'name', 'main'] : ['name', 'main']}
        initial={isNew ? proposed(metering) : (meter ?? undefined)}
        submitLabel={isNew ? t('meters.create') : t('save')}
        submit={submit}
        onCancel={onClose}
      >
        {isNew && (
          <Form.Item name="siteId" label={t('filter.site')} rules={[{ required: true }]}>
            <Select options={metering.sites.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
        )}
        <Form.Item
          name="name"
          label={t('meters.name')}
          extra={t('meters.nameHint')}
          rules={[{ required: true, whitespace: true, message: ofKit('form.required') }]}
        >
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="main" valuePropName="checked" extra={t('meters.mainHint')}>
          <Checkbox>{t('meters.main')}</Checkbox>
        </Form.Item>
      </ProblemForm>
    </FormDialog>
  );
}
