import { Button, Form } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf, sortErrors } from './problem';
import { useSentence } from './states';

interface ProblemFormProps<V> {
  /** The fields below from top to bottom, by path with dots: the server's errors on them are shown beside them, all others above the form. */
  fields: readonly string[];
  initial?: Partial<V>;
  submitLabel: string;
  /** Sends the form; what it throws is shown. */
  submit: (values: V) => Promise<unknown>;
  onCancel?: () => void;
  children: ReactNode;
}

/** Fields that were left empty are not sent: to the API an empty text is a value. */
function given<V>(values: V): V {
  return Object.fromEntries(
    Object.entries(values as object).filter(([, value]) => value !== undefined && value !== '' && value !== null),
  ) as V;
}

/** A form whose problems stand beside the fields that they are about. */
export function ProblemForm<V extends object>({ fields, initial, submitLabel, submit, onCancel, children }: ProblemFormProps<V>) {
  const { t } = useTranslation('web');
  const sentence = useSentence();
  const name = useId();
  const [form] = Form.useForm<V>();
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string[]>([]);

  /** A field takes the focus itself; of a group of boxes it is the first one. */
  const focusOn = (path: string[]) => {
    const field = form.getFieldInstance(path as never);
    if (field?.focus) field.focus();
    else
      document
        .getElementById([name, ...path].join('_'))
        ?.querySelector('input')
        ?.focus();
  };

  const refuse = (error: unknown) => {
    const problem = problemOf(error);
    const { beside, elsewhere } = sortErrors(problem, fields);
    const named = [...beside].map(([field, errors]) => ({ name: field.split('.'), errors }));
    form.setFields(named as Parameters<typeof form.setFields>[0]);
    const { title, detail } = sentence(problem);
    setRefusal(beside.size > 0 && elsewhere.length === 0 ? [] : [title, ...(detail ? [detail] : []), ...elsewhere]);
    const first = fields.find((field) => beside.has(field));
    if (first) focusOn(first.split('.'));
  };

  const finish = async (values: V) => {
    setPending(true);
    setRefusal([]);
    try {
      await submit(given(values));
    } catch (error) {
      refuse(error);
    } finally {
      setPending(false);
    }
  };

  return (
    <Form<V>
      form={form}
      name={name}
      layout="vertical"
      initialValues={initial}
      onFinish={finish}
      scrollToFirstError={{ focus: true }}
      requiredMark="optional"
      noValidate
    >
      {refusal.length > 0 && (
        <div className="notice notice-bad form-refusal" role="alert">
          {refusal.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
      {children}
      <div className="row form-keys">
        <Button type="primary" htmlType="submit" loading={isPending}>
          {submitLabel}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('dialog.cancel')}</Button>}
      </div>
    </Form>
  );
}
