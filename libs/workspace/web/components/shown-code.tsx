import { CopyKey } from '@maru/web/copy-key';
import { FormDialog } from '@maru/web/dialog';
import { useFormats } from '@maru/web/use-formats';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import './members.css';

/** A one-time code for a member, as it came. */
export interface MadeCode {
  name: string;
  code: string;
  expiresAt: string | null;
}

/** The code stands behind the #, which a browser keeps to itself: it is in no log of any server. */
const linkOf = (code: string) => `${window.location.origin}/join#${code}`;

/** The code itself, this once, to be handed to the person. */
export function ShownCode({ made, onClose }: { made: MadeCode | null; onClose: () => void }) {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  const texts =
    made &&
    ([
      ['code', made.code, 'copyCode'],
      ['link', linkOf(made.code), 'copyLink'],
    ] as const);
  return (
    <FormDialog title={t('members.code.title')} isOpen={made !== null} onClose={onClose}>
      <p className="notice notice-warning dialog-lead">
        {made && t('members.code.once', { name: made.name, at: made.expiresAt ? formats.instant(made.expiresAt) : '' })}
      </p>
      <Form layout="vertical" className="shown-code">
        {texts?.map(([what, text, copy]) => (
          <Form.Item
            key={what}
            label={t(`members.code.${what}`)}
            htmlFor={`shown-${what}`}
            extra={<CopyKey text={text} label={t(`members.code.${copy}`)} />}
          >
            <Input id={`shown-${what}`} readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
          </Form.Item>
        ))}
      </Form>
      <Button type="primary" onClick={onClose}>
        {t('members.code.kept')}
      </Button>
    </FormDialog>
  );
}
