import type { Schemas } from '@maru/web/client';
import { type Column, DataTable } from '@maru/web/data-table';
import { FormDialog } from '@maru/web/dialog';
import { ProblemForm } from '@maru/web/problem-form';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty } from '@maru/web/states';
import { useWrite } from '@maru/web/write';
import { Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sourcesAnchor } from '../metering/anchors';
import { type Source, stamps } from '../metering/words';

/** 검침 출처: who reports readings, and on which end of an interval each puts its time stamp. */
export function ReadingSources({ sources, createKey }: { sources: Source[]; createKey: ReactNode }) {
  const { t } = useTranslation('fems');
  const name = (source: Source) => (
    <>
      {source.name} {source.simulated && <SimulatedTag />}
    </>
  );
  const columns: Column<Source>[] = [
    { key: 'name', title: t('sources.name'), value: (source) => source.name, render: name },
    { key: 'stamp', title: t('sources.stamp'), value: ({ stamp }) => t(`stamp.${stamp}`), choice: ({ stamp }) => stamp },
  ];
  return (
    <section id={sourcesAnchor} tabIndex={-1} className="card">
      <div className="meter-head">
        <div>
          <h2>{t('sources.title')}</h2>
          <p className="quiet">{t('sources.sub')}</p>
        </div>
        {createKey}
      </div>
      {sources.length === 0 ? (
        <Empty title={t('sources.empty')} next={t('sources.emptyNext')} />
      ) : (
        <DataTable id="sources" label={t('sources.title')} columns={columns} rows={sources} rowKey={({ id }) => id} pageSize={20} />
      )}
    </section>
  );
}

interface SourceDialogProps {
  isOpen: boolean;
  /** What is known already of the source. */
  usual?: Partial<Schemas['ReadingSourceBody']>;
  onClose: () => void;
  onCreated?: (source: Source) => void;
}

/** Registers a source. How its time stamps are read has no usual answer: the person says it. */
export function SourceDialog({ isOpen, usual, onClose, onCreated }: SourceDialogProps) {
  const { t } = useTranslation('fems');
  const { t: ofKit } = useTranslation('web');
  const create = useWrite('post', '/api/fems/reading-sources', ['/api/fems/reading-sources']);
  const submit = async (body: Schemas['ReadingSourceBody']) => {
    const source = await create.mutateAsync({ body });
    onCreated?.(source);
    onClose();
  };
  const message = ofKit('form.required');
  return (
    <FormDialog title={t('sources.create')} isOpen={isOpen} onClose={onClose}>
      <ProblemForm<Schemas['ReadingSourceBody']>
        fields={['name', 'stamp']}
        initial={usual}
        submitLabel={t('sources.create')}
        submit={submit}
        onCancel={onClose}
      >
        <Form.Item
          name="name"
          label={t('sources.name')}
          extra={t('sources.nameHint')}
          rules={[{ required: true, whitespace: true, message }]}
        >
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="stamp" label={t('sources.stamp')} extra={t('sources.stampHint')} rules={[{ required: true, message }]}>
          <Radio.Group vertical options={stamps.map((value) => ({ value, label: t(`sources.explained.${value}`) }))} />
        </Form.Item>
      </ProblemForm>
    </FormDialog>
  );
}
