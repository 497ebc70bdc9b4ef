import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Copies a text, and says whether it did: browsers refuse where the service is reached by plain http. */
export function CopyKey({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('web');
  const [told, setTold] = useState<{ text: string; isCopied: boolean } | null>(null);
  const copy = async () => {
    const isCopied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setTold({ text, isCopied: isCopied ?? false });
  };
  return (
    <span className="row">
      <Button onClick={copy}>{label}</Button>
      <span role="status">{told?.text === text && t(told.isCopied ? 'copy.done' : 'copy.refused')}</span>
    </span>
  );
}
