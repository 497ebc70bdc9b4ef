import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../kit/choice';
import { DatePicker, dayjs } from '../kit/date-picker';
import { Picker } from '../kit/picker';
import { ProblemForm } from '../kit/problem-form';
import { SearchBox } from '../kit/search-box';
import { useFormats } from '../kit/use-formats';
import { problems, sampleStates } from './samples';
import { Group, Specimen } from './specimen';

interface Values {
  name: string;
  count: number;
}

/** What a server refuses stands beside its field, and the first one has the focus. */
function FormSpecimen() {
  const { t } = useTranslation('showcase');
  const { t: ofKit } = useTranslation('web');
  const states = sampleStates.map((value) => ({ value, label: t(`sample.states.${value}`) }));
  const submit = () => Promise.reject(problems.wrong(t('forms.nameTaken'), t('forms.countTooHigh')));
  return (
    <Specimen of="ProblemForm" title={t('forms.problemForm')} use={t('forms.problemFormUse')}>
      <ProblemForm<Values>
        fields={['name', 'count']}
        initial={{ name: t('sample.meter', { number: 1 }), count: 99 }}
        submitLabel={t('forms.submit')}
        submit={submit}
        onCancel={() => undefined}
      >
        <Form.Item
          name="name"
          label={t('sample.name')}
          extra={t('forms.hint')}
          rules={[{ required: true, whitespace: true, message: ofKit('form.required') }]}
        >
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="count" label={t('forms.count')}>
          <InputNumber min={0} />
        </Form.Item>
        <Form.Item name="state" label={t('sample.state')}>
          <Select options={states} />
        </Form.Item>
        <Form.Item name="way" label={t('forms.way')}>
          <Radio.Group options={states} />
        </Form.Item>
        <Form.Item name="is" valuePropName="checked">
          <Checkbox>{t('forms.check')}</Checkbox>
        </Form.Item>
        <Form.Item label={t('forms.disabled')} name="off">
          <Input disabled />
        </Form.Item>
      </ProblemForm>
    </Specimen>
  );
}

/** Fields, and what is chosen without a form. */
export function FormSpecimens() {
  const { t } = useTranslation('showcase');
  const formats = useFormats();
  const [state, setState] = useState<(typeof sampleStates)[number]>('running');
  const [text, setText] = useState('');
  const [day, setDay] = useState('2026-11-02');
  const options = sampleStates.map((value) => ({ value, label: t(`sample.states.${value}`) }));
  return (
    <Group title={t('forms.title')}>
      <FormSpecimen />
      <Specimen of="Choice" title={t('forms.choice')} use={t('forms.choiceUse')}>
        <div className="row">
          <Choice label={t('sample.state')} value={state} options={options} onChange={setState} />
        </div>
      </Specimen>
      <Specimen of="Picker" title={t('forms.picker')} use={t('forms.pickerUse')}>
        <div className="row">
          <Picker label={t('sample.state')} value={state} options={options} onChange={(value) => setState(value as typeof state)} />
        </div>
      </Specimen>
      <Specimen of="SearchBox" title={t('forms.search')} use={t('forms.searchUse')}>
        <SearchBox label={t('forms.search')} value={text} onChange={setText} />
      </Specimen>
      <Specimen of="DatePicker" title={t('forms.date')} use={t('forms.dateUse')}>
        <div className="row">
          <DatePicker
            aria-label={t('forms.date')}
            value={dayjs(day)}
            format={(value) => formats.day(value.format('YYYY-MM-DD'))}
            allowClear={false}
            inputReadOnly
            onChange={(value) => value && setDay(value.format('YYYY-MM-DD'))}
          />
          <DatePicker aria-label={t('forms.disabled')} value={dayjs(day)} disabled />
        </div>
      </Specimen>
    </Group>
  );
}
