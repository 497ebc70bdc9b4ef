import { Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './dialog.css';
import { Refusal } from './refusal';

/** A dialog for a form: it brings its own keys. Its content is made anew whenever it opens. */
export function FormDialog({
  title,
  isOpen,
  onClose,
  children,
}: {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation('web');
  return (
    <Modal
      title={title}
      open={isOpen}
      onCancel={onClose}
      footer={null}
      centered
      destroyOnHidden
      closable={{ 'aria-label': t('dialog.close') }}
    >
      {children}
    </Modal>
  );
}

interface ConfirmKeyProps {
  /** What the key says, and what the dialog's own key says again. */
  label: string;
  /** The question, which names what it is about. */
  title: string;
  /** What will happen, and whether it can be undone. */
  consequence: string;
  isDanger?: boolean;
  isMain?: boolean;
  act: () => Promise<unknown>;
}

/** A key for what deserves a second thought: says what will happen before it does. */
export function ConfirmKey({ label, title, consequence, isDanger = false, isMain = false, act }: ConfirmKeyProps) {
  const { t } = useTranslation('web');
  const [isOpen, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const close = () => {
    setOpen(false);
    setError(null);
  };
  const confirm = async () => {
    setPending(true);
    try {
      await act();
      close();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <Button type={isMain ? 'primary' : 'default'} danger={isDanger} size={isMain ? 'middle' : 'small'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        title={title}
        open={isOpen}
        onCancel={close}
        onOk={confirm}
        okText={label}
        cancelText={t('dialog.cancel')}
        okButtonProps={{ danger: isDanger, loading: isPending }}
        closable={{ 'aria-label': t('dialog.close') }}
        centered
        destroyOnHidden
      >
        <p>{consequence}</p>
        <Refusal error={error} />
      </Modal>
    </>
  );
}
