import type { Schemas } from '@maru/web/client';
import { FormDialog } from '@maru/web/dialog';
import { ProblemForm } from '@maru/web/problem-form';
import { useWrite } from '@maru/web/write';
import { Form, Input, Radio, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import {
  intervals,
  type Meter,
  modes,
  type Point,
  type Quantity,
  quantities,
  type Unit,
  unitsOf,
  useIntervalText,
} from '../metering/words';

type Values = Omit<Schemas['PointBody'], 'meterId'>;

interface Labelled {
  name: string;
  quantity: Quantity;
}

/** The unit follows the quantity, and so does the name as long as it is the one that was proposed. */
function useFollowing(): Quantity {
  const { t } = useTranslation('fems');
  const form = Form.useFormInstance<Values>();
  const quantity = Form.useWatch('quantity', form) ?? quantities[0];
  useEffect(() => {
    const { unit, name } = form.getFieldsValue() as { unit: Unit; name: string };
    if (!unitsOf[quantity].includes(unit)) form.setFieldValue('unit', unitsOf[quantity][0]);
    if (!name || quantities.some((each) => t(`quantity.${each}`) === name)) form.setFieldValue('name', t(`quantity.${quantity}`));
  }, [form, quantity, t]);
  return quantity;
}

/** What a new point measures. None of it can be changed later, since it says what the readings mean. */
function MeasuredFields() {
  const { t } = useTranslation('fems');
  const intervalText = useIntervalText();
  const quantity = useFollowing();
  const chosen = [{ required: true }];
  return (
    <>
      <Form.Item name="quantity" label={t('points.quantity')} rules={chosen}>
        <Select options={quantities.map((value) => ({ value, label: t(`quantity.${value}`) }))} />
      </Form.Item>
      <Form.Item name="unit" label={t('points.unit')} rules={chosen}>
        <Select options={unitsOf[quantity].map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item name="intervalSeconds" label={t('points.interval')} extra={t('points.intervalHint')} rules={chosen}>
        <Select options={intervals.map((value) => ({ value, label: intervalText(value) }))} />
      </Form.Item>
      <Form.Item name="acquisitionMode" label={t('points.mode')} extra={t('points.modeHint')} rules={chosen}>
        <Radio.Group options={modes.map((value) => ({ value, label: t(`mode.${value}`) }))} />
      </Form.Item>
    </>
  );
}

function NameField({ hint }: { hint?: string }) {
  const { t } = useTranslation('fems');
  const { t: ofKit } = useTranslation('web');
  const required = { required: true, whitespace: true, message: ofKit('form.required') };
  return (
    <Form.Item name="name" label={t('points.nameOf')} extra={hint} rules={[required]}>
      <Input maxLength={100} autoComplete="off" />
    </Form.Item>
  );
}

/** Adds a point to a meter. */
export function NewPointDialog({ meter, onClose }: { meter: Meter | null; onClose: () => void }) {
  const { t } = useTranslation('fems');
  const create = useWrite('post', '/api/fems/points', ['/api/fems/points']);
  const usual: Values = {
    quantity: 'activeEnergyImport',
    unit: 'kWh',
    intervalSeconds: 900,
    acquisitionMode: 'automatic',
    name: t('quantity.activeEnergyImport'),
  };
  const submit = async (values: Values) => {
    if (meter) await create.mutateAsync({ body: { ...values, meterId: meter.id } });
    onClose();
  };
  return (
    <FormDialog title={t('points.createFor', { meter: meter?.name ?? '' })} isOpen={meter !== null} onClose={onClose}>
      <ProblemForm<Values>
        fields={['quantity', 'unit', 'intervalSeconds', 'acquisitionMode', 'name']}
        initial={usual}
        submitLabel={t('points.create')}
        submit={submit}
        onCancel={onClose}
      >
        <MeasuredFields />
        <NameField />
        <p className="notice form-note">{t('points.fixedHint')}</p>
      </ProblemForm>
    </FormDialog>
  );
}

/** Renames a point, in the version that the person saw. */
export function PointDialog({ point, onClose }: { point: Point | null; onClose: () => void }) {
  const { t } = useTranslation('fems');
  const change = useWrite('patch', '/api/fems/points/{id}', ['/api/fems/points']);
  const submit = async ({ name }: Labelled) => {
    if (point) await change.mutateAsync({ params: { path: { id: point.id } }, body: { name }, version: point.version });
    onClose();
  };
  return (
    <FormDialog title={t('points.change')} isOpen={point !== null} onClose={onClose}>
      <ProblemForm<Labelled> fields={['name']} initial={point ?? undefined} submitLabel={t('save')} submit={submit} onCancel={onClose}>
        <NameField hint={t('points.fixed')} />
      </ProblemForm>
    </FormDialog>
  );
}
